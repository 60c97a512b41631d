using App.Catalog;
using App.Customers;
using App.Orders;
using App.SampleData;
using App.Storefront;

namespace App.Tests.SampleData;

/// <summary>Removing sample data leaves what the organization has entered itself, and no trace of the rest but audit entries.</summary>
[Collection("Mentions")]
public sealed class RemoveSampleDataTests(TestHost host)
{
    [Fact]
    public async Task An_organization_without_other_data_is_empty_again()
    {
        var acme = await FilledAsync();

        var removed = (await acme.Owner.Get<RemoveSampleData>().ExecuteAsync(new())).Value;

        Assert.Equal(new(12, 5, 15, 0), removed);
        string[] tables =
            ["products", "variants", "customers", "orders", "order_lines", "stock_movements", "stock_levels"];
        foreach (var table in tables)
            Assert.Equal(0, await CountAsync(acme, table));
        Assert.Equal(["sample_data.fill", "sample_data.remove", "warehouse.create"], (await acme.AuditedAsync()).Order());
        Assert.True((await acme.Owner.Get<FillWithSampleData>().ExecuteAsync(new())).Succeeded); // it can be added again
    }

    [Fact]
    public async Task Comments_and_notifications_about_it_are_deleted_and_others_stay()
    {
        var acme = await FilledAsync();
        var sample = (await acme.Owner.Get<ListOrders>().ExecuteAsync(new(new PageRequest(1)))).Value.Data[0].Id.ToString();
        var own = (await acme.KnowsCafeAsync()).ToString();
        foreach (var record in new[] { sample, own })
            await host.MentionsAsync(acme.Owner, record, $"<@{acme.Member.MemberId}>, look");
        Assert.Equal(2, (await acme.Member.InboxAsync()).Count);

        Assert.True((await acme.Owner.Get<RemoveSampleData>().ExecuteAsync(new())).Succeeded);

        Assert.Equal(own, Assert.Single(await acme.Member.InboxAsync()).RecordId);
        Assert.Equal(1, await CountAsync(acme, "comments"));
    }

    [Fact]
    public async Task What_the_organization_has_entered_stays()
    {
        var acme = await FilledAsync();
        var trade = await acme.SellsTeaAsync(20);
        var own = (await OrderAsync(trade, 3)).Value;
        await acme.Owner.Get<FulfillOrder>().ExecuteAsync(new(own.Id));
        Assert.Equal(("SO-1001", false), (own.Number, own.IsSample));

        await acme.Owner.Get<RemoveSampleData>().ExecuteAsync(new());

        Assert.Equal(1, await CountAsync(acme, "orders"));
        Assert.Equal((17, 0), await trade.StockAsync());
        Assert.Equal("SO-1002", (await OrderAsync(trade, 1)).Value.Number); // sample orders have left no gap
        await AgreesAsync(acme);
    }

    [Fact]
    public async Task An_order_for_a_sample_customer_is_sample_data_and_its_stock_returns()
    {
        var acme = await FilledAsync();
        var trade = await acme.SellsTeaAsync(20);
        var sample = (await acme.Owner.Get<ListCustomers>().ExecuteAsync(new(new PageRequest(), "Morgenrot"))).Value.Data[0];
        var fulfilled = (await OrderAsync(trade, 3, sample.Id)).Value;
        await acme.Owner.Get<FulfillOrder>().ExecuteAsync(new(fulfilled.Id));
        await OrderAsync(trade, 5, sample.Id);
        Assert.Equal(("SAMPLE-16", true), (fulfilled.Number, fulfilled.IsSample));
        Assert.Equal((17, 5), await trade.StockAsync());

        var removed = (await acme.Owner.Get<RemoveSampleData>().ExecuteAsync(new())).Value;

        Assert.Equal(17, removed.Orders);
        Assert.Equal((20, 0), await trade.StockAsync());
        await AgreesAsync(acme);
    }

    [Fact]
    public async Task An_order_of_a_sample_product_is_sample_data()
    {
        var acme = await FilledAsync();
        var cafe = await acme.KnowsCafeAsync();

        var order = (await acme.Member.Get<PlaceOrder>().ExecuteAsync(
            new(cafe, [new(2, Sku: "SAMPLE-TEA-1")]))).Value;
        await acme.Owner.Get<RemoveSampleData>().ExecuteAsync(new());

        Assert.True(order.IsSample);
        Assert.Equal((0, 1), (await CountAsync(acme, "orders"), await CountAsync(acme, "customers")));
    }

    [Fact]
    public async Task A_customer_with_storefront_access_is_kept_and_is_no_longer_sample_data()
    {
        var acme = await FilledAsync();
        var sample = (await acme.Owner.Get<ListCustomers>().ExecuteAsync(new(new PageRequest(), "Morgenrot"))).Value.Data[0];
        var rosa = await acme.LetsInAsync(host, sample.Id);
        await rosa.Get<AddToCart>().ExecuteAsync(new(null, await TeaAsync(acme), 2));

        var removed = (await acme.Owner.Get<RemoveSampleData>().ExecuteAsync(new())).Value;

        Assert.Equal((4, 1), (removed.Customers, removed.CustomersKept));
        Assert.False((await acme.Owner.Get<GetCustomer>().ExecuteAsync(new(sample.Id))).Value.IsSample);
        Assert.Empty((await rosa.Get<GetCart>().ExecuteAsync(new(null))).Value.Lines);
    }

    [Fact]
    public async Task A_checked_out_cart_of_a_sample_product_is_deleted_with_its_order()
    {
        var acme = await FilledAsync();
        var rosa = await acme.LetsInAsync(host);
        await rosa.Get<AddToCart>().ExecuteAsync(new(null, await TeaAsync(acme), 2));
        var cart = (await rosa.Get<GetCart>().ExecuteAsync(new(null))).Value;
        var bought = await rosa.Get<CheckOut>().ExecuteAsync(new(cart.Id!.Value, cart.Revision));
        Assert.True(bought.Succeeded, bought.Problem?.Detail);

        var removed = await acme.Owner.Get<RemoveSampleData>().ExecuteAsync(new());

        Assert.True(removed.Succeeded, removed.Problem?.Detail);
        Assert.Equal((0, 0), (await CountAsync(acme, "orders"), await CountAsync(acme, "carts")));
    }

    [Fact]
    public async Task The_neighbor_keeps_its_sample_data()
    {
        var acme = await FilledAsync();
        var neighbor = await FilledAsync();

        await acme.Owner.Get<RemoveSampleData>().ExecuteAsync(new());

        Assert.Equal(new(12, 5, 15), (await neighbor.Owner.Get<GetSampleData>().ExecuteAsync(new())).Value);
    }

    [Fact]
    public async Task Without_sample_data_nothing_happens_and_members_are_not_allowed_to()
    {
        var acme = await host.OrganizationAsync();

        Assert.Equal(new(0, 0, 0, 0), (await acme.Owner.Get<RemoveSampleData>().ExecuteAsync(new())).Value);
        Assert.Empty(await acme.AuditedAsync());
        Assert.Equal("forbidden", (await acme.Member.Get<RemoveSampleData>().ExecuteAsync(new())).Problem?.Code);
    }

    async Task<TestOrganization> FilledAsync()
    {
        var acme = await host.OrganizationAsync();
        await acme.OpensWarehouseAsync();
        Assert.True((await acme.Owner.Get<FillWithSampleData>().ExecuteAsync(new())).Succeeded);
        return acme;
    }

    static async Task<Id<Variant>> TeaAsync(TestOrganization acme) =>
        (await acme.Owner.Get<ListVariants>().ExecuteAsync(new(new PageRequest(), Sku: "SAMPLE-TEA-1"))).Value.Data[0].Id;

    static Task<Result<OrderView>> OrderAsync(TeaTrade trade, decimal quantity, Id<Customer>? buyer = null) =>
        trade.Acme.Member.Get<PlaceOrder>().ExecuteAsync(
            trade.Wants(quantity) with { CustomerId = buyer ?? trade.Cafe, WarehouseId = trade.Main });

    Task<long> CountAsync(TestOrganization acme, string table) =>
        host.ScalarAsync<long>($"select count(*) from {table} where organization_id = $1", acme.Id);

    async Task AgreesAsync(TestOrganization acme)
    {
        await acme.LedgerAgreesAsync(host);
        await acme.ReservationsAgreeAsync(host);
    }
}
