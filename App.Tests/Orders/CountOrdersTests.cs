using App.Orders;

namespace App.Tests.Orders;

/// <summary>The totals of a list of orders.</summary>
public sealed class CountOrdersTests(TestHost host)
{
    [Fact]
    public async Task Orders_are_counted_and_added_up_for_the_whole_filter_and_counted_for_each_status()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100);
        var first = (await trade.OrdersAsync(1)).Value;
        var second = (await trade.OrdersAsync(2)).Value;
        await trade.OrdersAsync(3);
        await acme.Member.Get<FulfillOrder>().ExecuteAsync(new(first.Id));

        var open = await CountAsync(new("open"));

        Assert.Equal(new ListCount(2, true), open.Rows);
        Assert.Equal(second.Total.Amount / 2 * 5, open.Sum?.Amount);
        Assert.Equal(
            [("", 3), ("canceled", 0), ("fulfilled", 1), ("open", 2), ("partially_fulfilled", 0), ("placed", 2)],
            open.Tabs.Select(tab => (tab.Key, tab.Value.Count)).OrderBy(tab => tab.Key, StringComparer.Ordinal));
        Assert.Equal(1, (await CountAsync(new(Q: first.Number))).Rows.Count);
        Assert.Equal([""], (await CountAsync(new(Q: first.Number))).Tabs.Keys);

        async Task<ListTotals> CountAsync(OrderFilter filter) =>
            (await acme.Member.Get<CountOrders>().ExecuteAsync(new(filter))).Value;
    }
}
