namespace App.Organizations;

/// <summary>Revokes an invitation. Its link stops working.</summary>
public sealed class RevokeInvitation(Gate gate) : Operation<RevokeInvitation.Request, Done>(gate)
{
    /// <summary>Names this operation in the audit entries of invitations that end with the access of their inviter.</summary>
    public const string ActionName = "invitation.revoke";

    public sealed record Request(Id<Invitation> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeMembers);
    protected internal override string Action => ActionName;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, ct) is not { } invitation)
            return Problem.Missing("The invitation");
        if (invitation.StateAt(context.Now) is InvitationState.Accepted or InvitationState.Revoked)
            return OrganizationProblems.InvitationClosed;
        if (!invitation.Entry.IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;

        var before = InvitationView.Of(invitation, context.Now);
        invitation.Revoke(context.Now);
        context.Note(invitation.Id.ToString(), invitation.Email, before, InvitationView.Of(invitation, context.Now));
        return new Done();
    }
}
