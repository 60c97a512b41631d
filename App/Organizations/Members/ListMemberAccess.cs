using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Returns how several members sign in.</summary>
public sealed class ListMemberAccess(Gate gate, AccountStore accounts)
    : Query<ListMemberAccess.Request, IReadOnlyList<MemberAccess>>(gate)
{
    /// <param name="Ids">The members. Those who are not in the organization are left out.</param>
    public sealed record Request(IReadOnlyCollection<Id<Member>> Ids) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeMembers);
    protected internal override string Action => "member.list_access";

    protected override async Task<Result<IReadOnlyList<MemberAccess>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var members = await context.Db.Members
            .Where(member => member.Status != MemberStatus.Removed && request.Ids.Contains(member.Id))
            .Select(member => new { member.Id, member.AccountId }).ToListAsync(ct);
        var access = await accounts.AccessAsync(context, [.. members.Select(member => member.AccountId)], ct);
        return members.ConvertAll(member =>
        {
            var found = access[member.AccountId];
            return new MemberAccess(member.Id, found.LastSeenAt, found.OpenSessions, found.HasSecondFactor);
        });
    }
}
