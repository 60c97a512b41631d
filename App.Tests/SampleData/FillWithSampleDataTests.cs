using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;
using App.SampleData;

namespace App.Tests.SampleData;

/// <summary>Sample data fills an organization with marked products, customers and orders.</summary>
public sealed class FillWithSampleDataTests(TestHost host)
{
    [Fact]
    public async Task An_empty_organization_gets_products_with_stock_customers_and_orders_in_several_states()
    {
        var acme = await host.OrganizationAsync();
        var main = await acme.OpensWarehouseAsync();

        var filled = (await acme.Owner.Get<FillWithSampleData>().ExecuteAsync(new())).Value;

        Assert.Equal(new(12, 5, 15), filled);
        var products = (await acme.Owner.Get<ListProducts>().ExecuteAsync(new(new PageRequest(100)))).Value.Data;
        Assert.All(products, product => Assert.True(product.IsSample));
        Assert.Equal(3, products.Select(product => product.Category).Distinct().Count());
        foreach (var product in products)
            Assert.True((await acme.StockOfAsync(product.Variants[0].Id, main)).OnHand > 0, product.Name);
        var customers = (await acme.Owner.Get<ListCustomers>().ExecuteAsync(new(new PageRequest(100)))).Value.Data;
        Assert.All(customers, customer => Assert.True(customer.IsSample));
        var orders = (await acme.Owner.Get<ListOrders>().ExecuteAsync(new(new PageRequest(100)))).Value.Data;
        Assert.All(orders, order => Assert.True(order.IsSample));
        Assert.Equal(4, orders.Select(order => order.Status).Distinct().Count());
        Assert.Equal("SAMPLE-15", orders[0].Number); // newest first
        Assert.True(orders[0].PlacedAt - orders[^1].PlacedAt is { TotalDays: > 20 and < 30 });
        await acme.LedgerAgreesAsync(host);
        await acme.ReservationsAgreeAsync(host);
    }

    [Fact]
    public async Task It_is_one_audit_entry_and_raises_no_events()
    {
        var acme = await host.OrganizationAsync();
        await acme.OpensWarehouseAsync();

        await acme.Admin.Get<FillWithSampleData>().ExecuteAsync(new());

        Assert.Equal(["sample_data.fill", "warehouse.create"], (await acme.AuditedAsync()).Order());
        Assert.Equal(["warehouse.created"], await host.ScalarAsync<string[]>(
            "select array_agg(type::text) from outbox_messages where organization_id = $1", acme.Id));
    }

    [Fact]
    public async Task A_second_time_is_refused_and_members_are_not_allowed_to()
    {
        var acme = await host.OrganizationAsync();
        await acme.OpensWarehouseAsync();
        Assert.Equal("forbidden", (await acme.Member.Get<FillWithSampleData>().ExecuteAsync(new())).Problem?.Code);
        await acme.Owner.Get<FillWithSampleData>().ExecuteAsync(new());

        Assert.Equal("sample_data_exists", (await acme.Owner.Get<FillWithSampleData>().ExecuteAsync(new())).Problem?.Code);
    }

    [Fact]
    public async Task Of_ten_concurrent_attempts_one_fills_the_organization()
    {
        var acme = await host.OrganizationAsync();
        await acme.OpensWarehouseAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            _ => acme.Owner.Get<FillWithSampleData>().ExecuteAsync(new())));

        Assert.Single(results, result => result.Succeeded);
        Assert.Equal(new(12, 5, 15), (await acme.Owner.Get<GetSampleData>().ExecuteAsync(new())).Value);
    }

    [Fact]
    public async Task Without_a_warehouse_nothing_is_added()
    {
        var acme = await host.OrganizationAsync();

        Assert.Equal("no_warehouse", (await acme.Owner.Get<FillWithSampleData>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal(new(0, 0, 0), (await acme.Owner.Get<GetSampleData>().ExecuteAsync(new())).Value);
    }
}
