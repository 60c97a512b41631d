using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>The invited person comes in: signed in, with the very address that was invited.</summary>
public sealed class AcceptInvitation(Gate gate, AccountBook accounts, InvitationBook book, SessionBook sessions) : Operation<AcceptInvitation.Request, OrganizationView>(gate)
{
    public sealed record Request(string Token) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "invitation.accept";

    protected override async Task<Result<OrganizationView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var sessionId = pass.Actor.SessionId;
        if (pass.Actor.AccountId is not { } accountId || await accounts.FindAsync(pass, accountId, ct) is not { } account)
            return Problem.Unauthenticated;
        if (await book.EnterByTokenAsync(pass, request.Token, ct) is not { } found)
            return OrganizationProblems.InvitationClosed;
        var invitation = (await book.LockAsync(pass, found.Id, ct))!;
        if (invitation.StateAt(pass.Now) != InvitationState.Pending || !invitation.TokenHash.AsSpan().SequenceEqual(Token.HashOf(request.Token)))
            return OrganizationProblems.InvitationClosed;
        if (invitation.NormalizedEmail != account.NormalizedEmail)
            return OrganizationProblems.OtherAddress;

        var members = pass.Db.Members;
        var member = await members.SingleOrDefaultAsync(row => row.AccountId == accountId, ct);
        if (member is { Status: MemberStatus.Active })
            return OrganizationProblems.AlreadyMember;
        if (member is null)
            members.Add(member = Member.Join(accountId, invitation.Role, pass.Now));
        else
            member.Return(invitation.Role, pass.Now);
        invitation.Accept(pass.Now);
        await sessions.ChooseAsync(pass, sessionId, pass.Organization.Id, ct);

        var view = MemberView.Of(member, AccountView.Of(account));
        pass.Recognize(member.Id.ToString(), account.Name, accountId);
        pass.Note(member.Id.ToString(), account.Name, after: view);
        pass.Raise(new MemberJoined(member.Id, view.Name, view.Email, view.Role));
        return OrganizationView.Of(pass.Organization);
    }
}
