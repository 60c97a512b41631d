using App.Catalog;
using App.Customers;
using App.Orders;
using Microsoft.EntityFrameworkCore;

namespace App.SampleData;

/// <summary>Counts the sample data of an organization.</summary>
/// <param name="Orders">The orders, including those that people placed for sample customers or products.</param>
public sealed record SampleCounts(int Products, int Customers, int Orders)
{
    internal bool Any => Products + Customers + Orders > 0;

    internal static async Task<SampleCounts> OfAsync(OperationContext context, CancellationToken ct) => new(
        await SampleProducts.CountAsync(context, ct),
        await SampleCustomers.CountAsync(context, ct),
        await SampleOrders.CountAsync(context, ct));

    /// <summary>
    /// Takes an advisory lock until the end of the transaction, so an organization is not filled or emptied twice at once.
    /// </summary>
    internal static Task TakeTurnAsync(OperationContext context, CancellationToken ct)
    {
        var organization = context.Organization.Id.ToString();
        return context.Db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended('sample data', 0) # hashtextextended({organization}, 0))", ct);
    }
}
