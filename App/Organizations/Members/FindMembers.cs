using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Finds active members by parts of their names or email addresses.</summary>
public sealed class FindMembers(Gate gate, AccountStore accounts) : Query<FindMembers.Request, IReadOnlyList<MemberView>>(gate)
{
    /// <param name="Q">The search as it was typed.</param>
    /// <param name="Most">The maximum number of members.</param>
    public sealed record Request([property: AnyText] string Q, int Most) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Q, Search.Longest, "The search")
            .That(
                Most is >= 1 and <= PageRequest.Largest, nameof(Most), $"Ask for 1 to {PageRequest.Largest} members.",
                "out_of_range");
    }

    protected internal override Access Access => Access.Member(OrganizationPermissions.SeeMembers);
    protected internal override string Action => "member.find";

    protected override async Task<Result<IReadOnlyList<MemberView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var members = await context.Db.Members.AsNoTracking().Where(member => member.Status == MemberStatus.Active)
            .ToDictionaryAsync(member => member.AccountId, ct);
        var found = await accounts.FindAsync(context, members.Keys, request.Q, request.Most, ct);
        return found.Select(account => MemberView.Of(members[account.Id.Value], account)).ToList();
    }
}
