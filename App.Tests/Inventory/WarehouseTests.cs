using App.Inventory;

namespace App.Tests.Inventory;

public sealed class WarehouseTests(TestHost host)
{
    [Fact]
    public async Task The_first_warehouse_is_the_default_until_another_one_is_made_the_default()
    {
        var acme = await host.OrganizationAsync();
        var main = await acme.OpensWarehouseAsync();
        var north = await acme.OpensWarehouseAsync("North");
        Assert.Equal([("Main", true), ("North", false)], await DefaultsAsync(acme));

        var changed = await acme.Owner.Get<UpdateWarehouse>().ExecuteAsync(new(north, new(IsDefault: true) { Code = "N-1" }));

        Assert.Equal("N-1", changed.Value.Code);
        Assert.Equal([("Main", false), ("North", true)], await DefaultsAsync(acme));
        var undefaulted = await acme.Owner.Get<UpdateWarehouse>().ExecuteAsync(new(north, new(IsDefault: false)));
        Assert.Equal("default_warehouse", undefaulted.Problem?.Code);
        Assert.Equal("default_warehouse", (await acme.Owner.Get<ArchiveWarehouse>().ExecuteAsync(new(north))).Problem?.Code);
        Assert.True((await acme.Owner.Get<ArchiveWarehouse>().ExecuteAsync(new(main))).Succeeded);
        Assert.Equal(
            ["warehouse.created", "warehouse.created", "warehouse.updated", "warehouse.archived"], await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task Of_warehouses_created_concurrently_exactly_one_is_the_default()
    {
        var acme = await host.OrganizationAsync();

        var created = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            acme.Key.Get<CreateWarehouse>().ExecuteAsync(new($"W{i}", IsDefault: i > 4))));

        Assert.All(created, result => Assert.True(result.Succeeded));
        Assert.Single(await DefaultsAsync(acme), warehouse => warehouse.IsDefault);
    }

    [Fact]
    public async Task A_warehouse_that_holds_stock_cannot_be_archived()
    {
        var acme = await host.OrganizationAsync();
        var (tea, _) = await acme.HasTeaAsync(1);
        var north = await acme.OpensWarehouseAsync("North");
        await acme.ReceivesAsync(tea, north, 2);

        Assert.Equal("warehouse_not_empty", (await acme.Owner.Get<ArchiveWarehouse>().ExecuteAsync(new(north))).Problem?.Code);

        await acme.Owner.Get<AdjustStock>().ExecuteAsync(new(tea, north, -2, "Closing"));
        Assert.True((await acme.Owner.Get<ArchiveWarehouse>().ExecuteAsync(new(north))).Succeeded);
        Assert.Equal(404, (await acme.Owner.Get<AdjustStock>().ExecuteAsync(new(tea, north, 1, "Too late"))).Problem?.Status);
        Assert.NotNull((await acme.Owner.Get<GetWarehouse>().ExecuteAsync(new(north))).Value.ArchivedAt);
    }

    [Fact]
    public async Task Stock_received_while_a_warehouse_is_archived_is_never_left_in_an_archived_warehouse()
    {
        var acme = await host.OrganizationAsync();
        var (tea, _) = await acme.HasTeaAsync(0);
        for (var round = 0; round < 5; round++)
        {
            var closing = await acme.OpensWarehouseAsync($"Closing {round}");
            var archive = acme.Key.Get<ArchiveWarehouse>().ExecuteAsync(new(closing));
            var receipts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
                acme.Key.Get<AdjustStock>().ExecuteAsync(new(tea, closing, 1, "Arrived"))));

            var received = receipts.Count(result => result.Succeeded);
            Assert.Equal((await archive).Succeeded, received == 0);
            Assert.Equal((decimal)received, (await acme.StockOfAsync(tea, closing)).OnHand);
        }
    }

    [Fact]
    public async Task Two_active_warehouses_cannot_share_a_code()
    {
        var acme = await host.OrganizationAsync();
        await acme.OpensWarehouseAsync();
        var first = (await acme.Owner.Get<CreateWarehouse>().ExecuteAsync(new("A", "X"))).Value;

        Assert.Equal("warehouse_code_taken", (await acme.Owner.Get<CreateWarehouse>().ExecuteAsync(new("B", "X"))).Problem?.Code);
        await acme.Owner.Get<ArchiveWarehouse>().ExecuteAsync(new(first.Id));
        Assert.True((await acme.Owner.Get<CreateWarehouse>().ExecuteAsync(new("B", "X"))).Succeeded);
    }

    static async Task<IEnumerable<(string Name, bool IsDefault)>> DefaultsAsync(TestOrganization acme) =>
        (await acme.Member.Get<ListWarehouses>().ExecuteAsync(new(new PageRequest()))).Value.Data
            .Select(warehouse => (warehouse.Name, warehouse.IsDefault));
}
