using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;

namespace App.Tests;

/// <summary>A café that buys tea, and the main warehouse that stocks it.</summary>
sealed record TeaTrade(TestOrganization Acme, Id<Customer> Cafe, Id<Variant> Tea, Id<Warehouse> Main)
{
    public PlaceOrder.Request Wants(params decimal[] quantities) =>
        new(Cafe, [.. quantities.Select(quantity => new PlaceOrder.Line(quantity, Tea))]);

    public Task<Result<OrderView>> OrdersAsync(params decimal[] quantities) =>
        Acme.Member.Get<PlaceOrder>().ExecuteAsync(Wants(quantities));

    public Task<(decimal OnHand, decimal Reserved)> StockAsync() => Acme.StockOfAsync(Tea, Main);
}

/// <summary>Shared setup and checks of the order tests.</summary>
static class OrderScenario
{
    public static async Task<TeaTrade> SellsTeaAsync(this TestOrganization acme, decimal quantity, string? sku = null)
    {
        var (tea, main) = await acme.HasTeaAsync(quantity, sku);
        return new(acme, await acme.KnowsCafeAsync(), tea, main);
    }

    /// <summary>Asserts that the reserved quantities are the unfulfilled quantities of open orders.</summary>
    public static async Task ReservationsAgreeAsync(this TestOrganization acme, TestHost host) =>
        Assert.Equal(0, await host.ScalarAsync<long>("""
        select count(*) from stock_levels l
        full join (
            select r.variant_id, o.warehouse_id, sum(r.quantity - r.fulfilled_quantity) as quantity
            from orders o join order_lines r on r.organization_id = o.organization_id and r.order_id = o.id
            where o.organization_id = $1 and o.status in ('Placed', 'PartiallyFulfilled') group by 1, 2) n
          on n.variant_id = l.variant_id and n.warehouse_id = l.warehouse_id
        where coalesce(l.organization_id, $1) = $1 and coalesce(l.reserved, 0) <> coalesce(n.quantity, 0)
        """, acme.Id));
}
