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

    /// <summary>
    /// Gets the number of sample orders so far. They have numbers of their own, so removing them leaves no gap.
    /// </summary>
    public long SampleCount { get; private set; }

    internal static async Task<long> NextAsync(OperationContext context, bool isSample, CancellationToken ct)
    {
        if (isSample)
            return await NextSampleAsync(context, ct);
        var organization = context.Organization.Id;
        var taken = await context.Db.Database.SqlQuery<long>($"""
            insert into order_counters as c (organization_id, last_number) values ({organization}, {FirstNumber})
            on conflict (organization_id) do update set last_number = c.last_number + 1
            returning c.last_number
            """).ToListAsync(ct);
        return taken[0];
    }

    static async Task<long> NextSampleAsync(OperationContext context, CancellationToken ct)
    {
        var organization = context.Organization.Id;
        var taken = await context.Db.Database.SqlQuery<long>($"""
            insert into order_counters as c (organization_id, last_number, sample_count)
            values ({organization}, {FirstNumber - 1}, 1)
            on conflict (organization_id) do update set sample_count = c.sample_count + 1
            returning c.sample_count
            """).ToListAsync(ct);
        return -taken[0];
    }
}
