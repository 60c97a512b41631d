using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Someone is asked in, by mail. Whether the address has an account elsewhere plays no part and is not told.</summary>
public sealed class InviteMember(Gate gate, AccountBook accounts, InvitationLetters letters) : Operation<InviteMember.Request, InvitationView>(gate)
{
    /// <param name="Email">Where to, and who may accept.</param>
    /// <param name="Role">No higher than one's own.</param>
    public sealed record Request(string Email, Role Role) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email");

        /// <summary>Another owner can do everything, and take it away.</summary>
        bool IRequest.IsSensitive => Role == Role.Owner;
    }

    protected internal override Permission Permission => OrganizationPermissions.ChangeMembers;
    protected internal override string Action => "member.invite";
    protected internal override bool StepUp => true;

    protected override async Task<Result<InvitationView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (!MemberBook.MayDealWith(pass.Actor, request.Role))
            return OrganizationProblems.AboveOwnRole;
        var (members, invitations, now, normalized) = (pass.Db.Members, pass.Db.Invitations, pass.Now, accounts.Normalize(request.Email));
        if (await accounts.FindByEmailAsync(pass, request.Email, ct) is { Id: var accountId }
            && await members.AnyAsync(member => member.AccountId == accountId && member.Status == MemberStatus.Active, ct))
            return OrganizationProblems.AlreadyMember;
        if (await invitations.SingleOrDefaultAsync(row => row.NormalizedEmail == normalized && row.AcceptedAt == null && row.RevokedAt == null, ct) is { } open)
        {
            if (open.ExpiresAt > now)
                return OrganizationProblems.AlreadyInvited;
            open.Revoke(now); // it had run out
            await pass.Db.SaveChangesAsync(ct); // makes room for the new one in the unique index
        }

        var token = Token.New();
        var invitation = Invitation.Write(request.Email, normalized, request.Role, pass.Actor.Name, Token.HashOf(token), now);
        invitations.Add(invitation);
        await letters.SendAsync(pass, invitation, token);

        var view = InvitationView.Of(invitation, now);
        pass.Note(invitation.Id.ToString(), invitation.Email, after: view);
        pass.Raise(new MemberInvited(invitation.Id, invitation.Email, invitation.Role));
        return view;
    }
}
