using App.Platform;

namespace App.Organizations;

/// <summary>The mailed link leads nowhere any more.</summary>
public sealed class RevokeInvitation(Gate gate, InvitationBook book) : Operation<RevokeInvitation.Request, Done>(gate)
{
    public sealed record Request(Id<Invitation> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => OrganizationPermissions.ChangeMembers;
    protected internal override string Action => "invitation.revoke";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await book.LockAsync(pass, request.Id, ct) is not { } invitation)
            return Problem.Missing("The invitation");
        if (invitation.StateAt(pass.Now) is InvitationState.Accepted or InvitationState.Revoked)
            return OrganizationProblems.InvitationClosed;
        if (!MemberBook.MayDealWith(pass.Actor, invitation.Role))
            return OrganizationProblems.AboveOwnRole;

        var before = InvitationView.Of(invitation, pass.Now);
        invitation.Revoke(pass.Now);
        pass.Note(invitation.Id.ToString(), invitation.Email, before, InvitationView.Of(invitation, pass.Now));
        return new Done();
    }
}
