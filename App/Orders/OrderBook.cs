using App.Customers;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>One customer's own orders, for the floors above, inside their transaction.</summary>
public sealed class OrderBook
{
    /// <summary>Newest first.</summary>
    public Task<Page<OrderSummary>> ListAsync(Pass pass, Id<Customer> customer, PageRequest page, CancellationToken ct) =>
        pass.Db.Orders.AsNoTracking().Where(order => order.CustomerId == customer)
            .NewestAsync(page, order => order.Id, order => OrderSummary.Of(order, order.Lines.Count), ct);

    /// <summary>With its lines; null when it is unknown, foreign or another customer's.</summary>
    public async Task<OrderView?> FindAsync(Pass pass, Id<Customer> customer, Id<Order> id, CancellationToken ct) =>
        await pass.Db.Orders.AsNoTracking().Include(order => order.Lines).SingleOrDefaultAsync(order => order.Id == id && order.CustomerId == customer, ct) is { } order
            ? OrderView.Of(order)
            : null;
}
