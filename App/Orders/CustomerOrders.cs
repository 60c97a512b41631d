using App.Customers;
using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>Reads the orders of one customer for other features, within their transaction.</summary>
public sealed class CustomerOrders
{
    /// <summary>Lists the orders of a customer, newest first.</summary>
    public Task<Page<OrderSummary>> ListAsync(
        OperationContext context, Id<Customer> customer, PageRequest page, CancellationToken ct) =>
        context.Db.Orders.AsNoTracking().Where(order => order.CustomerId == customer)
            .NewestAsync(
                page, order => order.Id, order => order.UpdatedAt, order => OrderSummary.Of(order, order.Lines.Count), ct);

    /// <summary>
    /// Returns an order with its lines, or null if it is unknown or belongs to another customer or organization.
    /// </summary>
    public async Task<OrderView?> FindAsync(
        OperationContext context, Id<Customer> customer, Id<Order> id, CancellationToken ct)
    {
        var order = await context.Db.Orders.AsNoTracking().Include(order => order.Lines)
            .SingleOrDefaultAsync(order => order.Id == id && order.CustomerId == customer, ct);
        return order is null ? null : OrderView.Of(order);
    }
}
