using App.Platform;

namespace App.Organizations;

/// <summary>The mail again, with a new link and seven new days.</summary>
public sealed class ResendInvitation(Gate gate, InvitationBook book, InvitationLetters letters) : Operation<ResendInvitation.Request, InvitationView>(gate)
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
        var before = InvitationView.Of(invitation, pass.Now);
        if ((await letters.SendAgainAsync(pass, invitation)).Problem is { } refused)
            return refused;
        var view = InvitationView.Of(invitation, pass.Now);
        pass.Note(invitation.Id.ToString(), invitation.Email, before, view);
        return view;
    }
}
