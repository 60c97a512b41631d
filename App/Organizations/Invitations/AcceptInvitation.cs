using App.Accounts;
using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Accepts an invitation. The signed-in account must have the email address that was invited.</summary>
public sealed class AcceptInvitation(Gate gate, AccountStore accounts, InvitationStore invitations, StaffSessions sessions)
    : Operation<AcceptInvitation.Request, OrganizationView>(gate)
{
    public sealed record Request([property: AnyText] string Token) : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "invitation.accept";

    protected override async Task<Result<OrganizationView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var sessionId = context.Actor.SessionId;
        if (context.Actor.AccountId is not { } accountId || await accounts.FindAsync(context, accountId, ct) is not { } account)
            return Problem.Unauthenticated;
        if (await invitations.EnterByTokenAsync(context, request.Token, ct) is not { } found)
            return OrganizationProblems.InvitationClosed;
        var invitation = (await context.LockAsync(found.Id, ct))!;
        if (invitation.StateAt(context.Now) != InvitationState.Pending
            || !invitation.TokenHash.AsSpan().SequenceEqual(Token.HashOf(request.Token)))
            return OrganizationProblems.InvitationClosed;
        if (invitation.NormalizedEmail != account.NormalizedEmail)
            return OrganizationProblems.OtherAddress;

        var members = context.Db.Members;
        var member = await members.SingleOrDefaultAsync(row => row.AccountId == accountId, ct);
        if (member is { Status: not MemberStatus.Removed })
            return OrganizationProblems.AlreadyMember;
        if (member is null)
        {
            member = Member.Join(accountId, invitation.Entry, context.Now);
            members.Add(member);
        }
        else
            member.Return(invitation.Entry, context.Now);
        invitation.Accept(context.Now);
        await sessions.ChooseAsync(context, sessionId, context.Organization.Id, ct);

        var view = MemberView.Of(member, AccountView.Of(account));
        context.Recognize(member.Id.ToString(), account.Name, accountId);
        context.Note(member.Id.ToString(), account.Name, after: view);
        context.Raise(new MemberJoined(member.Id, view.Name, view.Email, view.Role));
        return OrganizationView.Of(context.Organization);
    }
}
