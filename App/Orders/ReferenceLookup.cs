using App.Customers;
using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>
/// Looks up the earlier orders of a customer with the same reference, within the caller's transaction. A reference may be used
/// again, but it often means that the same purchase order is placed twice.
/// </summary>
public sealed class ReferenceLookup
{
    /// <summary>The number of earlier orders that are named.</summary>
    const int Most = 3;

    /// <summary>
    /// Returns a warning for each earlier order with this reference, however it is typed, newest first. Returns none without a
    /// reference.
    /// </summary>
    public async Task<IReadOnlyList<OrderWarning>> FindAsync(
        OperationContext context, Id<Customer> customer, string? reference, CancellationToken ct)
    {
        if (TextKey.Of(reference) is not { } key)
            return [];
        var earlier = await context.Db.Orders.Where(order => order.CustomerId == customer && order.ReferenceKey == key)
            .OrderByDescending(order => order.Id).Take(Most)
            .Select(order => new { order.Id, order.Number, order.Reference }).ToListAsync(ct);
        return
        [
            .. earlier.Select(order => new OrderWarning(
                "reference_used", $"{Order.TextOf(order.Number)} already has the reference {order.Reference}.", order.Id)),
        ];
    }
}
