using App.Inventory;
using App.Orders;

namespace App.Tests.Orders;

public sealed class FulfillOrderTests(TestHost host)
{
    [Fact]
    public async Task An_order_can_be_fulfilled_in_parts_and_its_stock_movements_reference_it()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        var order = (await trade.OrdersAsync(4, 2)).Value;

        var part = (await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id, new([new(order.Lines[0].Id, 1.5m)])))).Value;
        Assert.Equal((OrderStatus.PartiallyFulfilled, 1.5m), (part.Status, part.Lines[0].FulfilledQuantity));
        Assert.Equal((8.5m, 4.5m), await trade.StockAsync());

        var whole = (await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id))).Value;
        Assert.Equal(OrderStatus.Fulfilled, whole.Status);
        Assert.NotNull(whole.FulfilledAt);
        Assert.Equal((4m, 0m), await trade.StockAsync());

        var ledger = (await acme.Member.Get<ListStockMovements>().ExecuteAsync(new(new PageRequest(), trade.Tea))).Value.Data;
        Assert.Equal([-4.5m, -1.5m, 10m], ledger.Select(line => line.Quantity));
        Assert.All(ledger.Take(2), line =>
            Assert.Equal((order.Id.ToString(), MovementKind.OrderFulfillment), (line.DocumentId, line.Kind)));
        Assert.Equal(
            ["order.placed", "order.partially_fulfilled", "order.fulfilled"],
            (await acme.AnnouncedAsync()).Where(type => type.StartsWith("order", StringComparison.Ordinal)));
        await acme.LedgerAgreesAsync(host);
        await acme.ReservationsAgreeAsync(host);
    }

    [Fact]
    public async Task Fulfilling_more_than_the_open_quantity_is_rejected()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        var order = (await trade.OrdersAsync(4)).Value;

        var fulfilled = await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id, new([new(order.Lines[0].Id, 4.0001m)])));

        var refused = fulfilled.Problem!;
        Assert.Equal((409, "quantity_not_open", "lines[0].quantity"), (refused.Status, refused.Code, refused.Param));
        Assert.Equal("TEA-1: 4 of 4 are open.", refused.Detail);
        Assert.Equal((10m, 4m), await trade.StockAsync());
    }

    [Fact]
    public async Task A_line_of_another_order_is_not_found()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var order = (await trade.OrdersAsync(1)).Value;
        var other = (await trade.OrdersAsync(1)).Value;

        var fulfilled = await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id, new([new(other.Lines[0].Id, 1)])));

        Assert.Equal(404, fulfilled.Problem?.Status);
    }

    [Fact]
    public async Task Of_concurrent_fulfillments_and_cancellations_exactly_one_succeeds()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100);
        for (var round = 0; round < 5; round++)
        {
            var before = await trade.StockAsync();
            var order = (await trade.OrdersAsync(3, 4)).Value;

            var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => i % 2 == 0
                ? acme.Key.Get<FulfillOrder>().ExecuteAsync(new(order.Id))
                : acme.Key.Get<CancelOrder>().ExecuteAsync(new(order.Id))));

            var winner = Assert.Single(results, result => result.Succeeded).Value;
            Assert.All(results.Where(result => !result.Succeeded), result =>
                Assert.Contains(result.Problem!.Code, new[] { "order_not_fulfillable", "order_not_cancelable" }));
            Assert.Equal((before.OnHand - (winner.Status == OrderStatus.Fulfilled ? 7 : 0), 0m), await trade.StockAsync());
        }
        await acme.LedgerAgreesAsync(host);
        await acme.ReservationsAgreeAsync(host);
    }

    [Fact]
    public async Task Concurrent_partial_fulfillments_add_up()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100);
        var order = (await trade.OrdersAsync(10)).Value;

        var parts = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ =>
            acme.Key.Get<FulfillOrder>().ExecuteAsync(new(order.Id, new([new(order.Lines[0].Id, 1)])))));

        Assert.Equal(10, parts.Count(part => part.Succeeded));
        Assert.Equal((90m, 0m), await trade.StockAsync());
        Assert.Equal(OrderStatus.Fulfilled, (await acme.Member.Get<GetOrder>().ExecuteAsync(new(order.Id))).Value.Status);
        await acme.LedgerAgreesAsync(host);
    }
}
