using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Counts the members of the organization, and the active ones of each role.</summary>
public sealed class CountMembers(Gate gate) : Query<CountMembers.Request, ListTotals>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.SeeMembers);
    protected internal override string Action => "member.count";

    protected override async Task<Result<ListTotals>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var counts = await context.FinalRead().Members.Where(member => member.Status != MemberStatus.Removed)
            .GroupBy(member => new { member.Role, member.Status })
            .Select(group => new { group.Key.Role, group.Key.Status, Count = group.LongCount() }).ToListAsync(ct);
        return new ListTotals(
            new(counts.Sum(some => some.Count), IsExact: true), null,
            counts.Where(some => some.Status == MemberStatus.Active)
                .ToDictionary(some => some.Role.ToString(), some => new ListCount(some.Count, IsExact: true)));
    }
}
