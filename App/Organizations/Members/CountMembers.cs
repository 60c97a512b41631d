using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Counts the members of the organization, and those of each role.</summary>
public sealed class CountMembers(Gate gate) : Query<CountMembers.Request, ListTotals>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.SeeMembers);
    protected internal override string Action => "member.count";

    protected override async Task<Result<ListTotals>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var counts = await context.FinalRead().Members.Where(member => member.Status == MemberStatus.Active)
            .GroupBy(member => member.Role).Select(group => new { group.Key, Count = group.LongCount() }).ToListAsync(ct);
        return new ListTotals(
            new(counts.Sum(role => role.Count), IsExact: true), null,
            counts.ToDictionary(role => role.Key.ToString(), role => new ListCount(role.Count, IsExact: true)));
    }
}
