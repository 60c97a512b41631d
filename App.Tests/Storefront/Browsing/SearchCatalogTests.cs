using App.Catalog;
using App.Inventory;
using App.Storefront;

namespace App.Tests.Storefront;

public sealed class SearchCatalogTests(TestHost host)
{
    static async Task<CatalogSearch.SearchResult> SearchAsync(TestOrganization acme, SearchCatalog.Request request) =>
        (await acme.Visitor.Get<SearchCatalog>().ExecuteAsync(request)).Value;

    static async Task<ProductView> SellsAsync(TestOrganization acme, string name, string? category, params long[] prices) =>
        (await acme.Owner.Get<CreateProduct>().ExecuteAsync(
            new(
                name,
                [.. prices.Select(price => new VariantDraft(CatalogScenario.NewSku(), new Money(price, "EUR")))],
                null,
                category))).Value;

    [Fact]
    public async Task Search_category_price_and_stock_filters_combine_and_are_counted()
    {
        var acme = await host.OrganizationAsync();
        var main = await acme.OpensWarehouseAsync();
        var green = await SellsAsync(acme, "Green tea", "Tea", 450, 900);
        var black = await SellsAsync(acme, "Black tea", "Tea", 300);
        await SellsAsync(acme, "Coffee", "Coffee", 1200);
        await SellsAsync(acme, "Spoon", null, 100);
        await acme.ReceivesAsync(green.Variants[0].Id, main, 3);

        static string Names(CatalogSearch.SearchResult result) => string.Join(", ", result.Items.Select(item => item.Name));
        var all = await SearchAsync(acme, new());
        Assert.Equal(("Black tea, Coffee, Green tea, Spoon", 4, 1), (Names(all), all.Total, all.InStock));
        Assert.Equal([new("Coffee", 1), new("Tea", 2)], all.Categories);
        Assert.Equal("Black tea, Green tea", Names(await SearchAsync(acme, new("TEA"))));
        Assert.Equal("Black tea", Names(await SearchAsync(acme, new(black.Variants[0].Sku))));
        Assert.Equal("Black tea, Green tea", Names(await SearchAsync(acme, new(Category: "Tea"))));
        Assert.Equal("Coffee, Green tea", Names(await SearchAsync(acme, new(Least: 800))));
        Assert.Equal("Black tea, Spoon", Names(await SearchAsync(acme, new(Most: 400))));
        Assert.Equal("Green tea", Names(await SearchAsync(acme, new("tea", "Tea", 400, 500, InStock: true))));
        Assert.Equal("", Names(await SearchAsync(acme, new("%"))));
        Assert.Equal("Spoon, Black tea, Green tea, Coffee", Names(await SearchAsync(acme, new(Order: ProductSort.PriceUp))));
        Assert.Equal("Coffee, Green tea, Black tea, Spoon", Names(await SearchAsync(acme, new(Order: ProductSort.PriceDown))));
        Assert.Equal("Spoon, Coffee, Black tea, Green tea", Names(await SearchAsync(acme, new(Order: ProductSort.Newest))));
        Assert.Equal(("", 4), (Names(await SearchAsync(acme, new(Page: 2))), (await SearchAsync(acme, new(Page: 2))).Total));

        var item = all.Items.Single(one => one.Id == green.Id);
        Assert.Equal(
            (450L, 900L, 2, Availability.InStock),
            (item.LeastPrice.Amount, item.MostPrice.Amount, item.VariantCount, item.Availability));
    }

    [Fact]
    public async Task Filters_hold_for_one_and_the_same_variant()
    {
        var acme = await host.OrganizationAsync();
        var main = await acme.OpensWarehouseAsync();
        var shirt = (await acme.Owner.Get<CreateProduct>().ExecuteAsync(new(
            "Shirt", [new("SHIRT-S", new Money(1000, "EUR")), new("SHIRT-L", new Money(5000, "EUR"))], null, "Clothes"))).Value;
        var large = shirt.Variants.Single(variant => variant.Sku == "SHIRT-L");
        await acme.ReceivesAsync(large.Id, main, 3);
        async Task<int> CountAsync(SearchCatalog.Request request)
        {
            var result = await SearchAsync(acme, request);
            Assert.Equal(result.Total, result.Items.Count);
            Assert.Equal(result.Total, result.Categories.Sum(category => category.Products));
            return result.Total;
        }

        Assert.Equal(1, await CountAsync(new(Most: 2000)));
        Assert.Equal(1, await CountAsync(new(InStock: true)));
        Assert.Equal(0, await CountAsync(new(Most: 2000, InStock: true))); // one is cheap and the other in stock
        Assert.Equal(0, (await SearchAsync(acme, new(Most: 2000))).InStock);
        Assert.Equal(0, await CountAsync(new("SHIRT-S", InStock: true)));
        Assert.Equal(0, await CountAsync(new("SHIRT-S", Least: 3000)));
        Assert.Equal(0, await CountAsync(new("SHIRT-S SHIRT-L"))); // no variant has both SKUs
        Assert.Equal(1, await CountAsync(new("shirt SHIRT-L", Least: 3000, InStock: true)));
        Assert.Empty((await acme.Owner.Get<ListProducts>().ExecuteAsync(new(new(), "SHIRT-S SHIRT-L"))).Value.Data);

        await acme.Owner.Get<ArchiveVariant>().ExecuteAsync(new(large.Id));
        Assert.Equal(0, await CountAsync(new(InStock: true)));
        Assert.Equal(0, await CountAsync(new("SHIRT-L")));
    }

    [Fact]
    public async Task Availability_reflects_the_default_warehouse()
    {
        var acme = await host.OrganizationAsync();
        var main = await acme.OpensWarehouseAsync();
        var annex = await acme.OpensWarehouseAsync("Annex");
        var tea = await acme.StocksTeaAsync();
        async Task<Availability> AvailabilityAsync() =>
            (await acme.Visitor.Get<ShowProduct>().ExecuteAsync(new(tea.Id))).Value.Variants[0].Availability;

        await acme.ReceivesAsync(tea.Variants[0].Id, annex, 50);
        Assert.Equal(Availability.OutOfStock, await AvailabilityAsync());
        await acme.ReceivesAsync(tea.Variants[0].Id, main, 3);
        Assert.Equal(Availability.InStock, await AvailabilityAsync());
        await acme.Owner.Get<WatchStockLevel>().ExecuteAsync(new(tea.Variants[0].Id, main, new(5)));
        await acme.ReceivesAsync(tea.Variants[0].Id, main, 1);
        Assert.Equal(Availability.LowStock, await AvailabilityAsync());
    }

    [Fact]
    public async Task Changes_show_immediately_on_the_same_instance_and_within_thirty_seconds_on_others()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync("Acme", clock);
        var tea = await acme.StocksTeaAsync();
        async Task<long> PriceAsync() => (await SearchAsync(acme, new())).Items[0].LeastPrice.Amount;

        Assert.Equal(450, await PriceAsync());
        await acme.Owner.Get<UpdateVariant>().ExecuteAsync(new(tea.Variants[0].Id, new(Price: new Money(460, "EUR"))));
        Assert.Equal(460, await PriceAsync());

        await host.ScalarAsync<int>("""
            with c as (update variants set price_amount = 470 where organization_id = $1 returning 1)
            select count(*)::int from c
            """, acme.Id);
        Assert.Equal(460, await PriceAsync()); // still cached
        clock.Advance(CatalogCache.Lifetime);
        Assert.Equal(470, await PriceAsync());
    }

    [Fact]
    public async Task The_same_search_at_two_storefronts_returns_different_results()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var tea = await acme.StocksTeaAsync();

        Assert.Equal(1, (await SearchAsync(acme, new())).Total);
        Assert.Equal(0, (await SearchAsync(globex, new())).Total);
        Assert.True((await acme.Visitor.Get<ShowProduct>().ExecuteAsync(new(tea.Id))).Succeeded);
        Assert.Equal("not_found", (await globex.Visitor.Get<ShowProduct>().ExecuteAsync(new(tea.Id))).Problem?.Code);
    }

    [Fact]
    public async Task A_read_that_overlaps_a_change_is_not_cached()
    {
        using var unrelated = new CatalogCache(TimeProvider.System);
        using var cache = new CatalogCache(TimeProvider.System);
        var organization = new CurrentOrganization(Guid.CreateVersion7(), "acme", "Acme", "EUR", "Europe/Berlin");

        await cache.GetAsync(organization, "price", () =>
        {
            cache.Invalidate(organization.Slug);
            return Task.FromResult("old");
        });

        Assert.Equal("new", await cache.GetAsync(organization, "price", () => Task.FromResult("new")));
        Assert.Equal("new", await cache.GetAsync(organization, "price", () => Task.FromResult("not asked")));
        cache.Invalidate("globex");
        Assert.Equal("new", await cache.GetAsync(organization, "price", () => Task.FromResult("not asked")));
        Assert.Equal("other", await unrelated.GetAsync(organization, "price", () => Task.FromResult("other")));
    }
}
