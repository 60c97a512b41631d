using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>Locks an order before its state is changed, so concurrent operations on it run one after the other.</summary>
static class OrderLock
{
    public static async Task<Order?> TakeAsync(OperationContext context, Id<Order> id, CancellationToken ct)
    {
        await context.Db.Database.ExecuteSqlAsync(
            $"select 1 from orders where organization_id = {context.Organization.Id} and id = {id.Value} for update", ct);
        // a second statement reads the order, because the snapshot of the first is from before it waited for the lock
        return await context.Db.Orders.Include(order => order.Lines).SingleOrDefaultAsync(order => order.Id == id, ct);
    }
}
