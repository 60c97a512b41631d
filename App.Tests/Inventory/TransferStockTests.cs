using App.Inventory;

namespace App.Tests.Inventory;

public sealed class TransferStockTests(TestHost host)
{
    [Fact]
    public async Task A_transfer_is_two_movements_that_reference_each_other()
    {
        var acme = await host.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(10, "TEA-1");
        var north = await acme.OpensWarehouseAsync("North");

        var moved = (await acme.Member.Get<TransferStock>().ExecuteAsync(new(tea, main, north, 4, "Balance"))).Value;

        Assert.Equal((6m, 0m), await acme.StockOfAsync(tea, main));
        Assert.Equal((4m, 0m), await acme.StockOfAsync(tea, north));
        var outgoing = moved.Movements[0];
        var incoming = moved.Movements[1];
        Assert.Equal(
            (MovementKind.TransferOut, -4m, "Main", incoming.Id.ToString()),
            (outgoing.Kind, outgoing.Quantity, outgoing.WarehouseName, outgoing.DocumentId));
        Assert.Equal(
            (MovementKind.TransferIn, 4m, "North", outgoing.Id.ToString()),
            (incoming.Kind, incoming.Quantity, incoming.WarehouseName, incoming.DocumentId));
        Assert.Contains("stock.transferred", await acme.AnnouncedAsync());
        Assert.Contains("stock.transfer", await acme.AuditedAsync());
        await acme.LedgerAgreesAsync(host);
    }

    [Fact]
    public async Task A_transfer_of_more_than_is_available_is_rejected()
    {
        var acme = await host.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(3, "TEA-1");
        var north = await acme.OpensWarehouseAsync("North");

        var refused = (await acme.Owner.Get<TransferStock>().ExecuteAsync(new(tea, main, north, 4))).Problem!;

        Assert.Equal((409, "insufficient_stock"), (refused.Status, refused.Code));
        Assert.Contains("TEA-1", refused.Detail, StringComparison.Ordinal);
        Assert.Equal((3m, 0m), await acme.StockOfAsync(tea, main));
    }

    [Fact]
    public async Task Concurrent_transfers_in_opposite_directions_do_not_deadlock()
    {
        var acme = await host.OrganizationAsync();
        var (tea, main) = await acme.HasTeaAsync(100);
        var north = await acme.OpensWarehouseAsync("North");
        await acme.ReceivesAsync(tea, north, 100);

        var moved = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => i % 2 == 0
            ? acme.Key.Get<TransferStock>().ExecuteAsync(new(tea, main, north, 1))
            : acme.Key.Get<TransferStock>().ExecuteAsync(new(tea, north, main, 1))));

        Assert.All(moved, result => Assert.True(result.Succeeded));
        Assert.Equal((100m, 0m), await acme.StockOfAsync(tea, main));
        Assert.Equal((100m, 0m), await acme.StockOfAsync(tea, north));
        await acme.LedgerAgreesAsync(host);
    }
}
