using App.Inventory;
using App.Platform;
using App.Tests.Orders;

namespace App.Tests.Inventory;

public sealed class AdjustStockTests(TestHouse house)
{
    [Fact]
    public async Task An_adjustment_leaves_a_line_in_the_ledger_an_audit_entry_and_an_event()
    {
        var acme = await house.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(10, "TEA-1");

        var movement = (await acme.Member.Get<AdjustStock>().ExecuteAsync(new(tea, main, -2.5m, " Broken ")))
            .Value;

        Assert.Equal(("TEA-1", -2.5m, "Broken", MovementKind.Adjustment, ActorKind.Member), (movement.Sku, movement.Quantity, movement.Reason, movement.Kind, movement.ActorKind));
        Assert.Equal((7.5m, 0m), await acme.StockOfAsync(tea, main));
        Assert.Equal([-2.5m, 10m], (await acme.Member.Get<ListStockMovements>().ExecuteAsync(new(new PageRequest(), tea))).Value.Data.Select(line => line.Quantity));
        Assert.Equal(movement.Reason, (await acme.Member.Get<GetStockMovement>().ExecuteAsync(new(movement.Id))).Value.Reason);
        Assert.Equal(["product.create", "warehouse.create", "stock.adjust", "stock.adjust"], await acme.AuditedAsync());
        Assert.Equal(["product.created", "warehouse.created", "stock.adjusted", "stock.adjusted"], await acme.AnnouncedAsync());
        await acme.LedgerAgreesAsync(house);
    }

    [Fact]
    public async Task Nobody_takes_away_what_is_not_there_or_is_promised()
    {
        var acme = await house.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        await trade.OrdersAsync(8);

        var refused = (await acme.Owner.Get<AdjustStock>().ExecuteAsync(new(trade.Tea, trade.Main, -2.0001m, "Lost"))).Problem!;

        Assert.Equal((409, "insufficient_stock"), (refused.Status, refused.Code));
        Assert.Contains("TEA-1: 10 on hand, 8 of it reserved", refused.Detail, StringComparison.Ordinal);
        Assert.True((await acme.Owner.Get<AdjustStock>().ExecuteAsync(new(trade.Tea, trade.Main, -2m, "Lost"))).Succeeded);
        Assert.Equal((8m, 8m), await trade.StockAsync());
        var north = await acme.OpensWarehouseAsync("North");
        Assert.Equal("insufficient_stock", (await acme.Owner.Get<AdjustStock>().ExecuteAsync(new(trade.Tea, north, -1, "Never was"))).Problem?.Code);
    }

    [Fact]
    public async Task Many_who_adjust_at_once_all_count()
    {
        var acme = await house.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(0);

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => acme.ReceivesAsync(tea, main, i)));

        Assert.Equal((210m, 0m), await acme.StockOfAsync(tea, main));
        await acme.LedgerAgreesAsync(house);
    }

    [Fact]
    public async Task What_has_come_down_to_its_reorder_point_is_low()
    {
        var acme = await house.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        await acme.HasTeaAsync(0, warehouse: trade.Main);
        var level = (await acme.Member.Get<WatchStockLevel>().ExecuteAsync(new(trade.Tea, trade.Main, new(4)))).Value;
        Assert.Equal((10m, 4m), (level.Available, level.ReorderPoint));
        Assert.Empty(await LowAsync());
        Assert.Equal(0, (await acme.Member.Get<GetStockFigures>().ExecuteAsync(new())).Value.Low);

        await trade.OrdersAsync(6);

        Assert.Equal(trade.Tea, Assert.Single(await LowAsync()).VariantId);
        Assert.Equal(1, (await acme.Member.Get<GetStockFigures>().ExecuteAsync(new())).Value.Low);
        async Task<IReadOnlyList<StockLevelView>> LowAsync() => (await acme.Member.Get<ListStockLevels>().ExecuteAsync(new(new PageRequest(), Low: true))).Value.Data;
    }

    [Fact]
    public async Task The_ledger_can_be_read_and_appended_to_but_not_changed()
    {
        foreach (var (verb, may) in new[] { ("select", true), ("insert", true), ("update", false), ("delete", false), ("truncate", false) })
            Assert.Equal(may, await house.ScalarAsync<bool>("select has_table_privilege('stockade_app', 'stock_movements', $1)", verb));
    }
}
