using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>
/// Stores the last order number of an organization. Taking a number locks the row until the commit, which keeps the numbers free
/// of gaps. Take the number last, so the lock is held only briefly.
/// </summary>
public sealed class OrderCounter : IOwned
{
    // an organization's first order is SO-1001
    const long FirstNumber = 1001;

    public Guid OrganizationId { get; private set; }
    public long LastNumber { get; private set; }

    internal static async Task<long> NextAsync(OperationContext context, CancellationToken ct)
    {
        var organization = context.Organization.Id;
        var taken = await context.Db.Database.SqlQuery<long>($"""
            insert into order_counters as c (organization_id, last_number) values ({organization}, {FirstNumber})
            on conflict (organization_id) do update set last_number = c.last_number + 1
            returning c.last_number
            """).ToListAsync(ct);
        return taken[0];
    }
}
