using App.Customers;
using App.Orders;

namespace App.Tests.Orders;

public sealed class ReferenceLookupTests(TestHost host)
{
    [Fact]
    public async Task A_reference_that_the_customer_has_used_before_warns_and_the_order_is_placed()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var bar = await acme.KnowsCafeAsync("Bar");
        async Task<OrderView> OrdersAsync(Id<Customer> customer, string? reference) => (await acme.Member.Get<PlaceOrder>()
            .ExecuteAsync(new(customer, [new(1, trade.Tea)], Reference: reference))).Value;
        var first = await OrdersAsync(trade.Cafe, "PO-7");
        Assert.Null(first.Warnings);

        var again = await OrdersAsync(trade.Cafe, " po\u20137 "); // typed with a dash

        var warning = Assert.Single(again.Warnings!);
        Assert.Equal(
            ("reference_used", "SO-1001 already has the reference PO-7.", first.Id),
            (warning.Code, warning.Detail, warning.OrderId));
        Assert.Null((await OrdersAsync(bar, "PO-7")).Warnings);
        Assert.Null((await OrdersAsync(trade.Cafe, null)).Warnings);
        Assert.Null((await OrdersAsync(trade.Cafe, null)).Warnings); // two orders without a reference
        var found = (await acme.Member.Get<FindReference>().ExecuteAsync(new(trade.Cafe, "PO-7"))).Value.Warnings;
        Assert.Equal([again.Id, first.Id], found.Select(entry => entry.OrderId));
        Assert.Null((await acme.Member.Get<GetOrder>().ExecuteAsync(new(again.Id))).Value.Warnings);
    }
}
