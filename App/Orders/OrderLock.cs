using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>How an order is taken in hand to change its state: locked first, so that two callers act one after the other.</summary>
static class OrderLock
{
    public static async Task<Order?> TakeAsync(Pass pass, Id<Order> id, CancellationToken ct)
    {
        await pass.Db.Database.ExecuteSqlAsync($"select 1 from orders where organization_id = {pass.Organization.Id} and id = {id.Value} for update", ct);
        // Read by a second statement: the first may have waited, and sees what was there before it did.
        return await pass.Db.Orders.Include(order => order.Lines).SingleOrDefaultAsync(order => order.Id == id, ct);
    }
}
