using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Members for operations, with the rules of who may do what to whom.</summary>
public sealed class MemberBook(AccountBook accounts)
{
    /// <summary>An active member, locked; owners first and in one order, so that two who demote each other wait instead of both succeeding.</summary>
    public async Task<(Member? Member, bool LastOwner)> LockAsync(Pass pass, Id<Member> id, CancellationToken ct)
    {
        var owners = await pass.Db.Members.FromSql($"select * from members where role = 'Owner' and status = 'Active' order by id for update").ToListAsync(ct);
        var member = owners.SingleOrDefault(owner => owner.Id == id)
            ?? (await pass.Db.Members.FromSql($"select * from members where id = {id.Value} and status = 'Active' for update").ToListAsync(ct)).SingleOrDefault();
        return (member, member?.Role == Role.Owner && owners.Count == 1);
    }

    /// <summary>Nobody touches or grants a role above their own; a key's role is its maker's, but owners are made by people alone.</summary>
    public static bool MayDealWith(Actor actor, Role role) => actor.Kind switch
    {
        ActorKind.System => true,
        ActorKind.ApiKey => role < Role.Owner && role <= actor.Role,
        _ => role <= actor.Role,
    };

    public async Task<MemberView> ViewAsync(Pass pass, Member member, CancellationToken ct)
    {
        var views = await accounts.ViewsAsync(pass, [member.AccountId], ct);
        return MemberView.Of(member, views.GetValueOrDefault(member.AccountId));
    }

    public async Task<IReadOnlyList<MemberView>> ViewsAsync(Pass pass, IReadOnlyList<Member> members, CancellationToken ct)
    {
        var views = await accounts.ViewsAsync(pass, [.. members.Select(member => member.AccountId)], ct);
        return [.. members.Select(member => MemberView.Of(member, views.GetValueOrDefault(member.AccountId)))];
    }
}
