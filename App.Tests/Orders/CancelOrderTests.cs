using App.Orders;

namespace App.Tests.Orders;

public sealed class CancelOrderTests(TestHost host)
{
    [Fact]
    public async Task Canceling_an_order_releases_its_stock_and_records_the_reason()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var order = (await trade.OrdersAsync(4)).Value;

        var canceled = (await acme.Member.Get<CancelOrder>().ExecuteAsync(new(order.Id, new(" Ordered twice ")))).Value;

        Assert.Equal((OrderStatus.Canceled, "Ordered twice"), (canceled.Status, canceled.CancelReason));
        Assert.Equal((10m, 0m), await trade.StockAsync());
        var timeline = (await acme.Member.Get<GetOrder>().ExecuteAsync(new(order.Id))).Value.Timeline!;
        Assert.Equal(["order.place", "order.cancel"], timeline.Select(entry => entry.Action));
        Assert.Equal(
            ["order.placed", "order.canceled"], timeline.SelectMany(entry => entry.Events).Select(raised => raised.Type));
        Assert.StartsWith("Member of", timeline[0].ActorName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Canceling_a_partly_fulfilled_order_releases_only_the_unfulfilled_quantity()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var order = (await trade.OrdersAsync(4)).Value;
        await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id, new([new(order.Lines[0].Id, 1)])));

        Assert.True((await acme.Member.Get<CancelOrder>().ExecuteAsync(new(order.Id))).Succeeded);

        Assert.Equal((9m, 0m), await trade.StockAsync());
        await acme.LedgerAgreesAsync(host);
        await acme.ReservationsAgreeAsync(host);
    }

    [Fact]
    public async Task An_order_whose_rest_was_canceled_says_so_and_what_is_owed()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var order = (await trade.OrdersAsync(3, 1)).Value; // at 4.50
        Assert.Equal((1800L, false), (order.Owed.Amount, order.RestCanceled));
        await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id, new([new(order.Lines[0].Id, 0.333m)])));

        var canceled = (await acme.Member.Get<CancelOrder>().ExecuteAsync(new(order.Id))).Value;

        Assert.Equal(
            (OrderStatus.Canceled, true, 1800L, 150L), // 0.333 times 4.50 is 1.4985
            (canceled.Status, canceled.RestCanceled, canceled.Total.Amount, canceled.Owed.Amount));
        var listed = (await acme.Member.Get<ListOrders>().ExecuteAsync(new(new(), "canceled"))).Value.Data.Single();
        Assert.Equal((true, 150L), (listed.RestCanceled, listed.Owed.Amount));
        Assert.Equal(
            "true 150",
            await host.ScalarAsync<string>("""
                select (payload ->> 'rest_canceled') || ' ' || (payload -> 'owed' ->> 'amount') from outbox_messages
                where organization_id = $1 and type = 'order.canceled'
                """, acme.Id));
    }

    [Fact]
    public async Task An_order_that_was_canceled_as_a_whole_owes_nothing()
    {
        var trade = await (await host.OrganizationAsync()).SellsTeaAsync(10);
        var order = (await trade.OrdersAsync(4)).Value;

        var canceled = (await trade.Acme.Member.Get<CancelOrder>().ExecuteAsync(new(order.Id))).Value;

        Assert.Equal((false, 1800L, 0L), (canceled.RestCanceled, canceled.Total.Amount, canceled.Owed.Amount));
    }

    [Fact]
    public async Task A_fulfilled_or_canceled_order_cannot_be_canceled()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var fulfilled = (await trade.OrdersAsync(1)).Value;
        var canceled = (await trade.OrdersAsync(1)).Value;
        await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(fulfilled.Id));
        await acme.Member.Get<CancelOrder>().ExecuteAsync(new(canceled.Id));

        foreach (var order in new[] { fulfilled, canceled })
        {
            var refused = (await acme.Member.Get<CancelOrder>().ExecuteAsync(new(order.Id))).Problem!;
            Assert.Equal((409, "order_not_cancelable"), (refused.Status, refused.Code));
            var fulfilledAgain = await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id));
            Assert.Equal("order_not_fulfillable", fulfilledAgain.Problem?.Code);
        }
    }
}
