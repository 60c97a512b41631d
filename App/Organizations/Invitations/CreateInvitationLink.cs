namespace App.Organizations;

/// <summary>
/// Returns a new link of an invitation, to be given to the invited person in another way than by email. It works for seven days;
/// the previous link stops working. Only an account with the invited email address can accept it.
/// </summary>
public sealed class CreateInvitationLink(Gate gate, PublicUrl publicUrl)
    : Operation<CreateInvitationLink.Request, InvitationLink>(gate)
{
    public sealed record Request(Id<Invitation> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeMembers);
    protected internal override string Action => "invitation.create_link";
    protected internal override Effects Effects => Effects.NewRights;

    protected override async Task<Result<InvitationLink>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, ct) is not { } invitation)
            return Problem.Missing("The invitation");
        var before = InvitationView.Of(invitation, context.Now);
        if (before.State is InvitationState.Accepted or InvitationState.Revoked)
            return OrganizationProblems.InvitationClosed;
        if (!invitation.Entry.IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;

        var token = Token.New();
        invitation.Relink(Token.HashOf(token), context.Now);
        context.NoteUpdate(
            invitation.Id.ToString(), invitation.Email, before, InvitationView.Of(invitation, context.Now));
        return new InvitationLink(invitation.Id, publicUrl.Link($"/invite/{token}").AbsoluteUri, invitation.ExpiresAt);
    }
}
