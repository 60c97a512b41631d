namespace App.Organizations;

/// <summary>
/// Sends an invitation again, at most once a minute. The new link works for seven days; the previous one stops working.
/// </summary>
public sealed class ResendInvitation(Gate gate, InvitationEmails emails)
    : Operation<ResendInvitation.Request, InvitationView>(gate)
{
    public sealed record Request(Id<Invitation> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeMembers);
    protected internal override string Action => "invitation.resend";

    protected override async Task<Result<InvitationView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, ct) is not { } invitation)
            return Problem.Missing("The invitation");
        var before = InvitationView.Of(invitation, context.Now);
        if ((await emails.SendAgainAsync(context, invitation)).Problem is { } refused)
            return refused;
        var view = InvitationView.Of(invitation, context.Now);
        context.Note(invitation.Id.ToString(), invitation.Email, before, view);
        return view;
    }
}
