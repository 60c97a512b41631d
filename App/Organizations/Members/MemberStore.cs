using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Reads and locks members for operations.</summary>
public sealed class MemberStore(AccountStore accounts)
{
    /// <summary>
    /// Locks a member, active or suspended. All active owners are locked first, always in the same order. So when two owners
    /// demote each other at the same time, one waits for the other instead of both succeeding.
    /// </summary>
    public async Task<(Member? Member, bool LastOwner)> LockAsync(OperationContext context, Id<Member> id, CancellationToken ct)
    {
        var owners = await context.Db.Members
            .FromSql($"""
                select * from members where role = {nameof(Role.Owner)} and status = {nameof(MemberStatus.Active)}
                order by id for update
                """)
            .ToListAsync(ct);
        var member = owners.SingleOrDefault(owner => owner.Id == id);
        if (member is null && await context.LockAsync(id, ct) is { Status: not MemberStatus.Removed } other)
            member = other;
        return (member, member?.Role == Role.Owner && owners.Count == 1);
    }

    /// <summary>
    /// Locks a member, so that they cannot leave before the end of the transaction. Returns false if they are not active any
    /// more.
    /// </summary>
    public async Task<bool> HoldAsync(OperationContext context, Id<Member> id, CancellationToken ct) =>
        await context.LockAsync(id, ct) is { Status: MemberStatus.Active };

    /// <summary>Returns the owner who has been a member for the longest time. An organization always has one.</summary>
    public Task<Id<Member>> FirstOwnerAsync(OperationContext context, CancellationToken ct) => context.Db.Members
        .Where(member => member.Role == Role.Owner && member.Status == MemberStatus.Active)
        .OrderBy(member => member.Id)
        .Select(member => member.Id)
        .FirstAsync(ct);

    /// <summary>Returns the name of an active or suspended member, or null.</summary>
    public static async Task<string?> FindNameAsync(AppDb db, Id<Member> id, CancellationToken ct)
    {
        var account = await db.Members.Where(member => member.Id == id && member.Status != MemberStatus.Removed)
            .Select(member => (Guid?)member.AccountId).SingleOrDefaultAsync(ct);
        return account is null ? null : await AccountStore.FindNameAsync(db, account.Value, ct);
    }

    public async Task<MemberView> ViewAsync(OperationContext context, Member member, CancellationToken ct)
    {
        var views = await accounts.ViewsAsync(context, [member.AccountId], ct);
        return MemberView.Of(member, views.GetValueOrDefault(member.AccountId));
    }

    /// <summary>Returns active members whose name or email address contains every word of a search, ordered by name.</summary>
    public async Task<IReadOnlyList<MemberView>> SearchAsync(
        OperationContext context, IQueryable<Member> members, string q, int most, CancellationToken ct)
    {
        var active = await members.AsNoTracking().Where(member => member.Status == MemberStatus.Active)
            .ToDictionaryAsync(member => member.AccountId, ct);
        var found = await accounts.FindAsync(context, active.Keys, q, most, ct);
        return [.. found.Select(account => MemberView.Of(active[account.Id.Value], account))];
    }

    public async Task<IReadOnlyList<MemberView>> ViewsAsync(
        OperationContext context, IReadOnlyList<Member> members, CancellationToken ct)
    {
        var views = await accounts.ViewsAsync(context, [.. members.Select(member => member.AccountId)], ct);
        return [.. members.Select(member => MemberView.Of(member, views.GetValueOrDefault(member.AccountId)))];
    }
}
