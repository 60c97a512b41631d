using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>The mail again, with a new link and seven new days.</summary>
public sealed class ResendInvitation(Gate gate, InvitationBook book, Postbox postbox, Site site) : Operation<ResendInvitation.Request, InvitationView>(gate)
{
    public sealed record Request(Id<Invitation> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => OrganizationPermissions.ChangeMembers;
    protected internal override string Action => "invitation.resend";

    protected override async Task<Result<InvitationView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await book.LockAsync(pass, request.Id, ct) is not { } invitation)
            return Problem.Missing("The invitation");
        if (invitation.StateAt(pass.Now) is InvitationState.Accepted or InvitationState.Revoked)
            return OrganizationProblems.InvitationClosed;
        if (!MemberBook.MayDealWith(pass.Actor, invitation.Role))
            return OrganizationProblems.AboveOwnRole;
        if (invitation.SentAt + Invitation.Pause > pass.Now)
            return OrganizationProblems.ResendTooSoon;

        var before = InvitationView.Of(invitation, pass.Now);
        var token = Token.New();
        invitation.Resend(Token.HashOf(token), pass.Now);
        await postbox.PutAsync(pass, invitation.Email, new InvitationLetter(pass.Organization.Name, invitation.InvitedBy, invitation.Role, site.Link($"/invite/{token}")));
        var view = InvitationView.Of(invitation, pass.Now);
        pass.Note(invitation.Id.ToString(), invitation.Email, before, view);
        return view;
    }
}
