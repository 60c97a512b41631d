using App.Orders;

namespace App.Tests.Orders;

public sealed class ListOrdersTests(TestHost host)
{
    [Fact]
    public async Task Orders_can_be_filtered_by_status_customer_number_reference_and_name()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100);
        var bistro = await acme.KnowsCafeAsync("Bistro Nord");
        var first = (await trade.OrdersAsync(1)).Value;
        await acme.Member.Get<PlaceOrder>().ExecuteAsync(trade.Wants(1) with { CustomerId = bistro, Reference = "PO-77" });
        var third = (await trade.OrdersAsync(2)).Value;
        await acme.Member.Get<PlaceOrder>().ExecuteAsync(trade.Wants(1));
        await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(first.Id));
        await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(third.Id, new([new(third.Lines[0].Id, 1)])));

        Assert.Equal(["SO-1004", "SO-1003", "SO-1002", "SO-1001"], await FoundAsync(new(new PageRequest())));
        Assert.Equal(["SO-1001"], await FoundAsync(new(new PageRequest(), "fulfilled")));
        Assert.Equal(["SO-1003"], await FoundAsync(new(new PageRequest(), "partially_fulfilled")));
        Assert.Equal(["SO-1004", "SO-1003", "SO-1002"], await FoundAsync(new(new PageRequest(), "open")));
        Assert.Equal(["SO-1002"], await FoundAsync(new(new PageRequest(), CustomerId: bistro)));
        Assert.Equal(["SO-1003"], await FoundAsync(new(new PageRequest(), Q: "so-1003")));
        Assert.Equal(["SO-1003"], await FoundAsync(new(new PageRequest(), Q: "1003")));
        Assert.Equal(["SO-1002"], await FoundAsync(new(new PageRequest(), Q: "po-77")));
        Assert.Equal(["SO-1002"], await FoundAsync(new(new PageRequest(), Q: "bistro")));
        Assert.Equal("status", (await acme.Member.Get<ListOrders>().ExecuteAsync(new(new PageRequest(), "lost"))).Problem?.Param);

        var page = (await acme.Member.Get<ListOrders>().ExecuteAsync(new(new PageRequest(3)))).Value;
        Assert.Equal(["SO-1001"], await FoundAsync(new(new PageRequest(3, page.NextCursor))));

        async Task<string[]> FoundAsync(ListOrders.Request request) =>
            [.. (await acme.Member.Get<ListOrders>().ExecuteAsync(request)).Value.Data.Select(order => order.Number)];
    }
}
