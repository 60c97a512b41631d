using App.Orders;
using App.Platform;
using App.Tests.Inventory;

namespace App.Tests.Orders;

public sealed class CancelOrderTests(TestHouse house)
{
    [Fact]
    public async Task A_canceled_order_gives_its_stock_back_and_says_why()
    {
        var acme = await house.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var order = (await trade.OrdersAsync(4)).Value;

        var canceled = (await acme.Member.Get<CancelOrder>().ExecuteAsync(new(order.Id, new(" Ordered twice ")))).Value;

        Assert.Equal((OrderStatus.Canceled, "Ordered twice"), (canceled.Status, canceled.CancelReason));
        Assert.Equal((10m, 0m), await trade.StockAsync());
        var timeline = (await acme.Member.Get<GetOrder>().ExecuteAsync(new(order.Id))).Value.Timeline!;
        Assert.Equal(["order.place", "order.cancel"], timeline.Select(entry => entry.Action));
        Assert.Equal(["order.placed", "order.canceled"], timeline.SelectMany(entry => entry.Events).Select(announced => announced.Type));
        Assert.StartsWith("Member of", timeline[0].ActorName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_went_out_already_stays_out()
    {
        var acme = await house.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var order = (await trade.OrdersAsync(4)).Value;
        await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id, new([new(order.Lines[0].Id, 1)])));

        Assert.True((await acme.Member.Get<CancelOrder>().ExecuteAsync(new(order.Id))).Succeeded);

        Assert.Equal((9m, 0m), await trade.StockAsync());
        await acme.LedgerAgreesAsync(house);
        await acme.ReservationsAgreeAsync(house);
    }

    [Fact]
    public async Task A_fulfilled_or_canceled_order_cannot_be_canceled()
    {
        var acme = await house.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var (fulfilled, canceled) = ((await trade.OrdersAsync(1)).Value, (await trade.OrdersAsync(1)).Value);
        await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(fulfilled.Id));
        await acme.Member.Get<CancelOrder>().ExecuteAsync(new(canceled.Id));

        foreach (var order in new[] { fulfilled, canceled })
        {
            var refused = (await acme.Member.Get<CancelOrder>().ExecuteAsync(new(order.Id))).Problem!;
            Assert.Equal((409, "order_not_cancelable"), (refused.Status, refused.Code));
            Assert.Equal("order_not_fulfillable", (await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(order.Id))).Problem?.Code);
        }
    }
}
