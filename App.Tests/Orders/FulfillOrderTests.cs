using App.Inventory;
using App.Orders;
using App.Platform;
using App.Tests.Inventory;

namespace App.Tests.Orders;

public sealed class FulfillOrderTests(TestHouse house)
{
    [Fact]
    public async Task An_order_goes_out_in_parts_and_the_ledger_says_for_which()
    {
        var acme = await house.OrganizationAsync();
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
        Assert.All(ledger.Take(2), line => Assert.Equal((order.Id.ToString(), MovementKind.OrderFulfillment), (line.DocumentId, line.Kind)));
        Assert.Equal(["order.placed", "order.partially_fulfilled", "order.fulfilled"], (await acme.AnnouncedAsync()).Where(type => type.StartsWith("order", StringComparison.Ordinal)));
        await acme.LedgerAgreesAsync(house);
        await acme.ReservationsAgreeAsync(house);
    }

    [Fact]
    public async Task No_more_goes_out_than_is_open()
    {
        var acme = await house.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        var order = (await trade.OrdersAsync(4)).Value;

        var refused = (await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id, new([new(order.Lines[0].Id, 4.0001m)])))).Problem!;

        Assert.Equal((409, "quantity_not_open", "lines[0].quantity"), (refused.Status, refused.Code, refused.Param));
        Assert.Equal("TEA-1: 4 of 4 is open.", refused.Detail);
        Assert.Equal((10m, 4m), await trade.StockAsync());
    }

    [Fact]
    public async Task A_line_of_another_order_is_not_found()
    {
        var acme = await house.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var (order, other) = ((await trade.OrdersAsync(1)).Value, (await trade.OrdersAsync(1)).Value);

        Assert.Equal(404, (await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id, new([new(other.Lines[0].Id, 1)])))).Problem?.Status);
    }

    [Fact]
    public async Task Of_many_who_fulfill_and_cancel_at_once_one_wins()
    {
        var acme = await house.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100);
        for (var round = 0; round < 5; round++)
        {
            var before = await trade.StockAsync();
            var order = (await trade.OrdersAsync(3, 4)).Value;

            var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => i % 2 == 0
                ? acme.Key.Get<FulfillOrder>().ExecuteAsync(new(order.Id))
                : acme.Key.Get<CancelOrder>().ExecuteAsync(new(order.Id))));

            var winner = Assert.Single(results, result => result.Succeeded).Value;
            Assert.All(results.Where(result => !result.Succeeded), result => Assert.Contains(result.Problem!.Code, new[] { "order_not_fulfillable", "order_not_cancelable" }));
            Assert.Equal((before.OnHand - (winner.Status == OrderStatus.Fulfilled ? 7 : 0), 0m), await trade.StockAsync());
        }
        await acme.LedgerAgreesAsync(house);
        await acme.ReservationsAgreeAsync(house);
    }

    [Fact]
    public async Task Parts_that_go_out_at_the_same_time_add_up()
    {
        var acme = await house.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100);
        var order = (await trade.OrdersAsync(10)).Value;

        var parts = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => acme.Key.Get<FulfillOrder>().ExecuteAsync(new(order.Id, new([new(order.Lines[0].Id, 1)])))));

        Assert.Equal(10, parts.Count(part => part.Succeeded));
        Assert.Equal((90m, 0m), await trade.StockAsync());
        Assert.Equal(OrderStatus.Fulfilled, (await acme.Member.Get<GetOrder>().ExecuteAsync(new(order.Id))).Value.Status);
        await acme.LedgerAgreesAsync(house);
    }
}
