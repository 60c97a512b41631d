using App.Inventory;

namespace App.Tests.Inventory;

/// <summary>The totals of the inventory are those of its filter.</summary>
public sealed class CountStockLevelsTests(TestHost host)
{
    [Fact]
    public async Task Levels_are_counted_by_tab_warehouse_and_search()
    {
        var acme = await host.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(5, "TEA-1");
        await acme.HasTeaAsync(7, "TEA-2", main);
        await acme.HasTeaAsync(9, "COFFEE-1", await acme.OpensWarehouseAsync("Second"));
        await acme.Owner.Get<WatchStockLevel>().ExecuteAsync(new(tea, main, new(6)));

        var all = await CountAsync(acme, new());
        var low = await CountAsync(acme, new(Low: true));

        Assert.Equal((3, 3, 1), (all.Rows.Count, all.Tabs[""].Count, all.Tabs["low"].Count));
        Assert.Equal(1, low.Rows.Count);
        Assert.Equal(2, (await CountAsync(acme, new(main))).Rows.Count);
        Assert.Equal(2, (await CountAsync(acme, new(Q: "TEA-"))).Rows.Count);
        Assert.Equal(0, (await CountAsync(acme, new(main, "coffee-1"))).Rows.Count);
    }

    [Fact]
    public async Task Movements_are_counted_by_warehouse()
    {
        var acme = await host.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(5);
        await acme.ReceivesAsync(tea, main, 3);
        var second = await acme.OpensWarehouseAsync("Second");
        await acme.ReceivesAsync(tea, second, 1);

        Assert.Equal(3, (await acme.Owner.Get<CountStockMovements>().ExecuteAsync(new())).Value.Rows.Count);
        Assert.Equal(1, (await acme.Owner.Get<CountStockMovements>().ExecuteAsync(new(second))).Value.Rows.Count);
    }

    static async Task<ListTotals> CountAsync(TestOrganization acme, CountStockLevels.Request request) =>
        (await acme.Owner.Get<CountStockLevels>().ExecuteAsync(request)).Value;
}
