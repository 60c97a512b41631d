using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Returns how a member signs in.</summary>
public sealed class GetMemberAccess(Gate gate, AccountStore accounts) : Query<GetMemberAccess.Request, MemberAccess>(gate)
{
    public sealed record Request(Id<Member> Id) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeMembers);
    protected internal override string Action => "member.get_access";

    protected override async Task<Result<MemberAccess>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var account = await context.Db.Members
            .Where(member => member.Id == request.Id && member.Status != MemberStatus.Removed)
            .Select(member => (Guid?)member.AccountId).SingleOrDefaultAsync(ct);
        if (account is not { } id)
            return Problem.Missing("The member");
        var found = (await accounts.AccessAsync(context, [id], ct))[id];
        return new MemberAccess(request.Id, found.LastSeenAt, found.OpenSessions, found.HasSecondFactor);
    }
}
