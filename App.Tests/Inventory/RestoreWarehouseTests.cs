using App.Inventory;

namespace App.Tests.Inventory;

public sealed class RestoreWarehouseTests(TestHost host)
{
    [Fact]
    public async Task A_restored_warehouse_holds_stock_again_and_is_not_the_default()
    {
        var acme = await host.OrganizationAsync();
        var (tea, _) = await acme.HasTeaAsync(1);
        var north = await acme.OpensWarehouseAsync("North");
        await acme.Owner.Get<ArchiveWarehouse>().ExecuteAsync(new(north));

        var restored = (await acme.Owner.Get<RestoreWarehouse>().ExecuteAsync(new(north))).Value;

        Assert.Equal((null, false), (restored.ArchivedAt, restored.IsDefault));
        Assert.Equal("warehouse.restore", (await acme.AuditedAsync())[^1]);
        Assert.Equal("warehouse.restored", (await acme.AnnouncedAsync())[^1]);
        await acme.ReceivesAsync(tea, north, 1);
    }

    [Fact]
    public async Task A_code_that_was_taken_meanwhile_is_named_with_its_warehouse()
    {
        var acme = await host.OrganizationAsync();
        await acme.OpensWarehouseAsync();
        var first = (await acme.Owner.Get<CreateWarehouse>().ExecuteAsync(new("A", "X"))).Value;
        await acme.Owner.Get<ArchiveWarehouse>().ExecuteAsync(new(first.Id));
        await acme.Owner.Get<CreateWarehouse>().ExecuteAsync(new("B", "x"));

        var refused = (await acme.Owner.Get<RestoreWarehouse>().ExecuteAsync(new(first.Id))).Problem!;

        Assert.Equal((409, "warehouse_code_taken"), (refused.Status, refused.Code));
        Assert.StartsWith("The warehouse B has the code x now.", refused.Detail, StringComparison.Ordinal);
    }
}
