// Bad cases for OwnTablesTests and OneWayToPlaceOrdersTests: code of Orders that uses another feature's entities, and code that
// places orders in its own way.
using App.Catalog;
using App.Orders;
using Microsoft.EntityFrameworkCore;

namespace App.Tests.Orders.Planted;

static class LocksAProduct
{
    public static async Task<string?> NameAsync(OperationContext context, Id<Product> id) =>
        (await context.LockAsync(id, default))?.Name;
}

static class ReadsProducts
{
    public static Task<int> CountAsync(AppDb db) => db.Set<Product>().CountAsync();
}

sealed class LooksUpAProduct
{
    public readonly CompiledLookup<Product, ProductView> Row = new(ProductView.Projection);
}

static class PlacesADraft
{
    public static Order Place(OrderDraft draft, DateTimeOffset now) => Order.Place(1, draft, "EUR", now);
}

static class AddsAnOrder
{
    public static void Add(AppDb db, Order order) => db.Orders.Add(order);
}

static class AddsOrders
{
    public static async Task AddAsync(AppDb db, Order order)
    {
        await Task.Yield();
        db.Add(order);
    }
}
