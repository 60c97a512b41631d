using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;

namespace App.Tests.Platform;

/// <summary>Searches that an index answers find what a comparison of all rows finds.</summary>
public sealed class SearchCandidatesTests(TestHost host)
{
    [Theory]
    [InlineData("central rush", 1)] // in the customer's name and in the reference
    [InlineData("rush central cafe", 1)]
    [InlineData("central hurry", 0)]
    [InlineData("50%", 1)]
    [InlineData("SO-1001", 1)]
    public async Task Orders_are_found_by_words_in_different_texts_and_by_number(string q, int found)
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-100");
        var order = await acme.Owner.Get<PlaceOrder>().ExecuteAsync(
            new(trade.Cafe, [new(1, trade.Tea)], Reference: "Rush 50% now"));
        Assert.True(order.Succeeded);
        q = q == "SO-1001" ? order.Value.Number : q;

        var page = await acme.Owner.Get<ListOrders>().ExecuteAsync(new(new PageRequest(), Q: q));
        var totals = await acme.Owner.Get<CountOrders>().ExecuteAsync(new(new OrderFilter(Q: q)));

        Assert.Equal((found, found), (page.Value.Data.Count, totals.Value.Rows.Count));
    }

    [Fact]
    public async Task Products_SKUs_and_stock_are_found_by_words_in_different_texts_archived_or_not()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync("TEA-777");
        await acme.ReceivesAsync(tea.Variants[0].Id, await acme.OpensWarehouseAsync(), 5);
        Assert.Equal((1, 0, 1, 1), await FoundAsync("green 777"));
        Assert.Equal((0, 0, 0, 0), await FoundAsync("black 777"));

        Assert.True((await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(tea.Id))).Succeeded);

        Assert.Equal((0, 1, 0, 1), await FoundAsync("green 777"));

        async Task<(int Active, int Archived, int Skus, int Levels)> FoundAsync(string q)
        {
            var active = await acme.Owner.Get<ListProducts>().ExecuteAsync(new(new PageRequest(), q));
            var archived = await acme.Owner.Get<ListProducts>().ExecuteAsync(new(new PageRequest(), q, Archived: true));
            var variants = await acme.Owner.Get<ListVariants>().ExecuteAsync(new(new PageRequest(), q));
            var levels = await acme.Owner.Get<ListStockLevels>().ExecuteAsync(new(new PageRequest(), Q: q));
            return (active.Value.Data.Count, archived.Value.Data.Count, variants.Value.Data.Count, levels.Value.Data.Count);
        }
    }

    [Fact]
    public async Task Products_are_found_if_one_active_variant_and_the_name_have_every_word()
    {
        var acme = await host.OrganizationAsync();
        var created = await acme.Owner.Get<CreateProduct>().ExecuteAsync(
            new("Green tea", [new("LEAF-500", new(100, "EUR")), new("BAGS-900", new(200, "EUR"), "20000011")]));
        Assert.True(created.Succeeded);
        Assert.Equal(1, await FoundAsync("leaf"));
        Assert.Equal(1, await FoundAsync("green leaf 500"));
        Assert.Equal(0, await FoundAsync("leaf 900")); // each word is in a different variant
        Assert.Equal(1, await FoundAsync("tea 20000011"));

        var leaf = created.Value.Variants.Single(variant => variant.Sku == "LEAF-500");
        Assert.True((await acme.Owner.Get<ArchiveVariant>().ExecuteAsync(new(leaf.Id))).Succeeded);

        Assert.Equal(0, await FoundAsync("leaf"));
        Assert.Equal(1, await FoundAsync("green"));

        async Task<int> FoundAsync(string q) =>
            (await acme.Owner.Get<ListProducts>().ExecuteAsync(new(new PageRequest(), q))).Value.Data.Count;
    }

    [Fact]
    public async Task More_matches_than_the_index_returns_are_all_listed_and_counted()
    {
        var acme = await host.OrganizationAsync();
        await host.ScalarAsync<long>("""
            with added as (
                insert into customers (organization_id, id, name, contacts, addresses, created_at, updated_at)
                select $1, gen_random_uuid(), 'Bistro ' || n, '[]', '[]', now(), now() from generate_series(1, 10001) n
                returning 1)
            select count(*) from added
            """, acme.Id);

        var page = await acme.Owner.Get<ListCustomers>().ExecuteAsync(new(new PageRequest(), "bistro"));
        var few = await acme.Owner.Get<ListCustomers>().ExecuteAsync(new(new PageRequest(), "bistro 10001"));
        var all = await acme.Owner.Get<CountCustomers>().ExecuteAsync(new(new CustomerFilter("bistro"), All: true));

        Assert.Equal("Bistro 1", page.Value.Data[0].Name);
        Assert.Equal("Bistro 10001", few.Value.Data.Single().Name);
        Assert.Equal(10001, all.Value.Rows.Count);
    }
}
