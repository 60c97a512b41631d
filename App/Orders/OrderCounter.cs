using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>
/// The last order number of an organization. Its row is locked from the moment a number is taken until the commit: that is what keeps
/// the numbers without gaps, and why it is taken last.
/// </summary>
public sealed class OrderCounter : IOwned
{
    /// <summary>An organization's first order is SO-1001.</summary>
    const long Before = 1000;

    public Guid OrganizationId { get; private set; }
    public long LastNumber { get; private set; }

    internal static async Task<long> NextAsync(Pass pass, CancellationToken ct)
    {
        var (organization, first) = (pass.Organization.Id, Before + 1);
        var taken = await pass.Db.Database.SqlQuery<long>($"""
            insert into order_counters as c (organization_id, last_number) values ({organization}, {first})
            on conflict (organization_id) do update set last_number = c.last_number + 1
            returning c.last_number
            """).ToListAsync(ct);
        return taken[0];
    }
}
