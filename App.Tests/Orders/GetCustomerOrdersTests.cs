using App.Orders;

namespace App.Tests.Orders;

/// <summary>The figures and latest orders on the page of a customer.</summary>
public sealed class GetCustomerOrdersTests(TestHost host)
{
    [Fact]
    public async Task The_figures_leave_out_canceled_orders_and_those_of_other_customers()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100);
        var other = await acme.KnowsCafeAsync("Other");
        await trade.OrdersAsync(2);
        var fulfilled = (await trade.OrdersAsync(3)).Value;
        var canceled = (await trade.OrdersAsync(5)).Value;
        await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(fulfilled.Id));
        await acme.Member.Get<CancelOrder>().ExecuteAsync(new(canceled.Id));
        await (trade with { Cafe = other }).OrdersAsync(7);

        var found = (await acme.Member.Get<GetCustomerOrders>().ExecuteAsync(new(trade.Cafe))).Value;

        Assert.Equal((2, 1, new Money(5 * 450, "EUR")), (found.Count, found.Open, found.Revenue));
        Assert.Equal(canceled.PlacedAt, found.LastPlacedAt);
        Assert.Equal([canceled.Number, fulfilled.Number], found.Latest.Take(2).Select(order => order.Number));
        Assert.Equal(3, found.Latest.Count);
    }

    [Fact]
    public async Task A_customer_without_orders_has_figures_of_zero()
    {
        var acme = await host.OrganizationAsync();
        var cafe = await acme.KnowsCafeAsync();

        var found = (await acme.Member.Get<GetCustomerOrders>().ExecuteAsync(new(cafe))).Value;

        Assert.Equal((0, 0, Money.Zero("EUR"), null), (found.Count, found.Open, found.Revenue, found.LastPlacedAt));
        Assert.Empty(found.Latest);
    }
}
