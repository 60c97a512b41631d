using App.Inventory;

namespace App.Tests.Inventory;

public sealed class AdjustStockTests(TestHost host)
{
    [Fact]
    public async Task An_adjustment_records_a_stock_movement_an_audit_entry_and_an_event()
    {
        var acme = await host.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(10, "TEA-1");

        var movement = (await acme.Member.Get<AdjustStock>().ExecuteAsync(new(tea, main, -2.5m, " Broken "))).Value;

        Assert.Equal(
            ("TEA-1", -2.5m, "Broken", MovementKind.Adjustment, ActorKind.Member),
            (movement.Sku, movement.Quantity, movement.Reason, movement.Kind, movement.ActorKind));
        Assert.Equal((7.5m, 0m), await acme.StockOfAsync(tea, main));
        var movements = (await acme.Member.Get<ListStockMovements>().ExecuteAsync(new(new PageRequest(), tea))).Value.Data;
        Assert.Equal([-2.5m, 10m], movements.Select(line => line.Quantity));
        Assert.Equal(movement.Reason, (await acme.Member.Get<GetStockMovement>().ExecuteAsync(new(movement.Id))).Value.Reason);
        Assert.Equal(["product.create", "warehouse.create", "stock.adjust", "stock.adjust"], await acme.AuditedAsync());
        Assert.Equal(["product.created", "warehouse.created", "stock.adjusted", "stock.adjusted"], await acme.AnnouncedAsync());
        await acme.LedgerAgreesAsync(host);
    }

    [Fact]
    public async Task Stock_that_is_missing_or_reserved_cannot_be_removed()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        await trade.OrdersAsync(8);

        var refused = (await acme.Owner.Get<AdjustStock>().ExecuteAsync(new(trade.Tea, trade.Main, -2.0001m, "Lost"))).Problem!;

        Assert.Equal((409, "insufficient_stock"), (refused.Status, refused.Code));
        Assert.Contains("TEA-1: 10 on hand, 8 of it reserved", refused.Detail, StringComparison.Ordinal);
        Assert.True((await acme.Owner.Get<AdjustStock>().ExecuteAsync(new(trade.Tea, trade.Main, -2m, "Lost"))).Succeeded);
        Assert.Equal((8m, 8m), await trade.StockAsync());
        var north = await acme.OpensWarehouseAsync("North");
        var missing = await acme.Owner.Get<AdjustStock>().ExecuteAsync(new(trade.Tea, north, -1, "Never was"));
        Assert.Equal("insufficient_stock", missing.Problem?.Code);
    }

    [Fact]
    public async Task Concurrent_adjustments_are_all_counted()
    {
        var acme = await host.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(0);

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => acme.ReceivesAsync(tea, main, i)));

        Assert.Equal((210m, 0m), await acme.StockOfAsync(tea, main));
        await acme.LedgerAgreesAsync(host);
    }

    [Fact]
    public async Task Stock_at_or_below_its_reorder_point_is_low()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        await acme.HasTeaAsync(0, warehouse: trade.Main);
        var level = (await acme.Member.Get<WatchStockLevel>().ExecuteAsync(new(trade.Tea, trade.Main, new(4)))).Value;
        Assert.Equal((10m, 4m), (level.Available, level.ReorderPoint));
        Assert.Empty(await LowAsync());
        Assert.Equal(0, (await acme.Member.Get<GetStockFigures>().ExecuteAsync(new())).Value.Low);

        await trade.OrdersAsync(6);

        Assert.Equal(trade.Tea, Assert.Single(await LowAsync()).VariantId);
        Assert.Equal(1, (await acme.Member.Get<GetStockFigures>().ExecuteAsync(new())).Value.Low);

        async Task<IReadOnlyList<StockLevelView>> LowAsync() =>
            (await acme.Member.Get<ListStockLevels>().ExecuteAsync(new(new PageRequest(), Low: true))).Value.Data;
    }

    [Fact]
    public async Task The_app_role_can_read_and_append_to_the_stock_ledger_but_not_change_it()
    {
        (string, bool)[] privileges =
            [("select", true), ("insert", true), ("update", false), ("delete", false), ("truncate", false)];
        foreach (var (verb, allowed) in privileges)
            Assert.Equal(
                allowed, await host.ScalarAsync<bool>("select has_table_privilege('stockade_app', 'stock_movements', $1)", verb));
    }
}
