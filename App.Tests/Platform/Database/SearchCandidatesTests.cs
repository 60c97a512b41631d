using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;

namespace App.Tests.Platform;

/// <summary>
/// Searches find what a comparison of all rows finds, whether an index names the rows or not.
/// </summary>
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

    [Theory]
    [InlineData("n % 3 = 0")] // everywhere in the list
    [InlineData("n > 2400")] // at its end
    [InlineData("n % 400 < 140")] // next to each other, in several places
    public async Task A_frequent_word_is_found_on_every_page_in_both_directions_and_every_order(string isBistro)
    {
        var acme = await host.OrganizationAsync();
        await host.ScalarAsync<long>($"""
            with added as (
                insert into customers (organization_id, id, name, number, contacts, addresses, created_at, updated_at)
                select $1, gen_random_uuid(), to_char(n, 'fm0000') || case when {isBistro} then ' bistro' else ' cafe' end,
                    'C-' || n, '[]', '[]', now(), now()
                from generate_series(1, 3600) n
                returning 1)
            select count(*) from added
            """, acme.Id);
        var expected = await host.ScalarAsync<long>("""
            select count(*) from customers where organization_id = $1 and name like '%bistro'
            """, acme.Id);
        Assert.InRange(expected, SearchCandidates.Most + 1, Counting.Limit);

        foreach (var sort in new[] { null, "-name", "number" })
        {
            var forward = await WalkAsync(sort, page => page.NextCursor);
            Assert.Equal((int)expected, forward.Names.Distinct().Count());
            Assert.Equal((int)expected, forward.Names.Count);
            Assert.All(forward.Names, name => Assert.EndsWith("bistro", name, StringComparison.Ordinal));
            if (sort is null)
                Assert.Equal(forward.Names.Order(StringComparer.Ordinal), forward.Names);

            var backward = await WalkAsync(sort, page => page.PreviousCursor, forward.Last);
            Assert.Equal(forward.Names.SkipLast(forward.LastCount).Reverse(), backward.Names);
        }

        async Task<(List<string> Names, string? Last, int LastCount)> WalkAsync(
            string? sort, Func<Page<CustomerView>, string?> next, string? from = null)
        {
            var names = new List<string>();
            var cursor = from;
            while (true)
            {
                var page = (await acme.Owner.Get<ListCustomers>().ExecuteAsync(
                    new(new PageRequest(100, cursor, sort), "bistro"))).Value;
                var read = page.Data.Select(customer => customer.Name);
                names.AddRange(from is null ? read : read.Reverse());
                if (next(page) is not { } following)
                    return (names, page.PreviousCursor, page.Data.Count);
                cursor = following;
            }
        }
    }

    [Theory]
    [InlineData("'S-' || n")] // few SKUs have the word: the index names their products, and names are compared
    [InlineData("'S-olive-tea-' || n")] // many have it, so SKUs are compared, too
    public async Task With_a_frequent_word_products_are_found_by_name_and_by_SKU_and_so_is_their_stock(string sku)
    {
        var acme = await host.OrganizationAsync();
        var warehouse = await acme.OpensWarehouseAsync();
        var products = await host.ScalarAsync<long>($"""
            with product as (
                insert into products (organization_id, id, name, created_at, updated_at)
                select $1, gen_random_uuid(), 'Olive tea ' || n, now(), now() from generate_series(1, 600) n
                returning id, split_part(name, ' ', 3) as n),
            variant as (
                insert into variants (
                    organization_id, id, product_id, sku, sku_key, unit, smallest_quantity, price_amount, price_currency,
                    created_at, updated_at)
                select $1, gen_random_uuid(), id, {sku}, lower({sku}), 'pcs', 1, 100, 'EUR', now(), now() from product
                returning id),
            level as (
                insert into stock_levels (organization_id, id, variant_id, warehouse_id, on_hand, reserved, updated_at)
                select $1, gen_random_uuid(), id, $2, 5, 0, now() from variant
                returning 1)
            select count(*) from level
            """, acme.Id, warehouse.Value);
        var bySku = await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Aged tea", [new("OLIVE-1", new(100, "EUR"))]));
        await acme.ReceivesAsync(bySku.Value.Variants[0].Id, warehouse, 5);
        await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Aged coffee", [new("COFFEE-1", new(100, "EUR"))]));

        foreach (var q in new[] { "olive", "tea olive" })
        {
            var page = await acme.Owner.Get<ListProducts>().ExecuteAsync(new(new PageRequest(), q));
            var count = await acme.Owner.Get<CountProducts>().ExecuteAsync(new(new ProductFilter(q)));
            var variants = await acme.Owner.Get<ListVariants>().ExecuteAsync(new(new PageRequest(), q));
            var levels = await acme.Owner.Get<CountStockLevels>().ExecuteAsync(new(Q: q));

            Assert.Equal("Aged tea", page.Value.Data[0].Name);
            Assert.Equal("Olive tea 1", page.Value.Data[1].Name);
            Assert.Equal("OLIVE-1", variants.Value.Data[0].Sku);
            Assert.Equal((products + 1, products + 1), (count.Value.Rows.Count, levels.Value.Rows.Count));
        }
        Assert.True((await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(bySku.Value.Id))).Succeeded);
        var active = await acme.Owner.Get<CountProducts>().ExecuteAsync(new(new ProductFilter("olive")));
        Assert.Equal(products, active.Value.Rows.Count);
    }
}
