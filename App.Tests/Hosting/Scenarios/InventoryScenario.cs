using App.Catalog;
using App.Inventory;

namespace App.Tests;

/// <summary>Shared setup and checks of tests that need stock.</summary>
static class InventoryScenario
{
    public static async Task<Id<Warehouse>> OpensWarehouseAsync(this TestOrganization acme, string name = "Main") =>
        (await acme.Owner.Get<CreateWarehouse>().ExecuteAsync(new(name))).Value.Id;

    public static async Task ReceivesAsync(
        this TestOrganization acme, Id<Variant> variant, Id<Warehouse> warehouse, decimal quantity) =>
        Assert.True((await acme.Owner.Get<AdjustStock>().ExecuteAsync(new(variant, warehouse, quantity, "Received"))).Succeeded);

    /// <summary>Creates a tea with one variant and puts the given quantity of it into a warehouse.</summary>
    public static async Task<(Id<Variant> Tea, Id<Warehouse> Main)> HasTeaAsync(
        this TestOrganization acme, decimal quantity, string? sku = null, Id<Warehouse>? warehouse = null)
    {
        var tea = (await acme.StocksTeaAsync(sku)).Variants[0].Id;
        var main = warehouse ?? await acme.OpensWarehouseAsync();
        if (quantity > 0)
            await acme.ReceivesAsync(tea, main, quantity);
        return (tea, main);
    }

    /// <summary>Returns the quantities on hand and reserved in one warehouse.</summary>
    public static async Task<(decimal OnHand, decimal Reserved)> StockOfAsync(
        this TestOrganization acme, Id<Variant> variant, Id<Warehouse> warehouse)
    {
        var page = (await acme.Owner.Get<ListStockLevels>().ExecuteAsync(new(new PageRequest(), variant, warehouse))).Value;
        return page.Data is [var level] ? (level.OnHand, level.Reserved) : (0, 0);
    }

    /// <summary>Asserts that every stock level is the sum of its movements.</summary>
    public static async Task LedgerAgreesAsync(this TestOrganization acme, TestHost host) =>
        Assert.Equal(0, await host.ScalarAsync<long>("""
        select count(*) from stock_levels l
        full join (
            select variant_id, warehouse_id, sum(quantity) as quantity
            from stock_movements where organization_id = $1 group by 1, 2) m
          on m.variant_id = l.variant_id and m.warehouse_id = l.warehouse_id
        where coalesce(l.organization_id, $1) = $1 and coalesce(l.on_hand, 0) <> coalesce(m.quantity, 0)
        """, acme.Id));
}
