using App.Catalog;
using App.Inventory;
using App.Platform;
using App.Storefront;
using App.Tests.Catalog;
using App.Tests.Inventory;

namespace App.Tests.Storefront;

public sealed class SearchCatalogueTests(TestHouse house)
{
    static async Task<ShelfBook.Shelf> SearchAsync(TestOrganization acme, SearchCatalogue.Request request) => (await acme.Visitor.Get<SearchCatalogue>().ExecuteAsync(request)).Value;

    static async Task<ProductView> SellsAsync(TestOrganization acme, string name, string? category, params long[] prices) =>
        (await acme.Owner.Get<CreateProduct>().ExecuteAsync(new(name, [.. prices.Select(price => new VariantDraft(CatalogStory.NewSku(), new Money(price, "EUR")))], null, category))).Value;

    [Fact]
    public async Task Search_category_price_and_stock_narrow_it_down_together_and_are_counted()
    {
        var acme = await house.OrganizationAsync();
        var main = await acme.OpensWarehouseAsync();
        var green = await SellsAsync(acme, "Green tea", "Tea", 450, 900);
        var black = await SellsAsync(acme, "Black tea", "Tea", 300);
        await SellsAsync(acme, "Coffee", "Coffee", 1200);
        await SellsAsync(acme, "Spoon", null, 100);
        await acme.ReceivesAsync(green.Variants[0].Id, main, 3);

        static string Names(ShelfBook.Shelf shelf) => string.Join(", ", shelf.Items.Select(item => item.Name));
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
        Assert.Equal("Spoon, Black tea, Green tea, Coffee", Names(await SearchAsync(acme, new(Order: ShelfOrder.PriceUp))));
        Assert.Equal("Coffee, Green tea, Black tea, Spoon", Names(await SearchAsync(acme, new(Order: ShelfOrder.PriceDown))));
        Assert.Equal("Spoon, Coffee, Black tea, Green tea", Names(await SearchAsync(acme, new(Order: ShelfOrder.Newest))));
        Assert.Equal(("", 4), (Names(await SearchAsync(acme, new(Page: 2))), (await SearchAsync(acme, new(Page: 2))).Total));

        var item = all.Items.Single(one => one.Id == green.Id);
        Assert.Equal((450L, 900L, 2, Availability.InStock), (item.LeastPrice.Amount, item.MostPrice.Amount, item.VariantCount, item.Availability));
    }

    [Fact]
    public async Task Stock_is_said_in_words_of_the_default_warehouse()
    {
        var acme = await house.OrganizationAsync();
        var main = await acme.OpensWarehouseAsync();
        var annex = await acme.OpensWarehouseAsync("Annex");
        var tea = await acme.StocksTeaAsync();
        async Task<Availability> WordAsync() => (await acme.Visitor.Get<ShowProduct>().ExecuteAsync(new(tea.Id))).Value.Variants[0].Availability;

        await acme.ReceivesAsync(tea.Variants[0].Id, annex, 50);
        Assert.Equal(Availability.OutOfStock, await WordAsync());
        await acme.ReceivesAsync(tea.Variants[0].Id, main, 3);
        Assert.Equal(Availability.InStock, await WordAsync());
        await acme.Owner.Get<WatchStockLevel>().ExecuteAsync(new(tea.Variants[0].Id, main, new(5)));
        await acme.ReceivesAsync(tea.Variants[0].Id, main, 1);
        Assert.Equal(Availability.LowStock, await WordAsync());
    }

    [Fact]
    public async Task What_changes_on_this_instance_is_seen_at_once_and_what_changes_elsewhere_within_half_a_minute()
    {
        var clock = new TestClock();
        var acme = await house.OrganizationAsync("Acme", clock);
        var tea = await acme.StocksTeaAsync();
        async Task<long> PriceAsync() => (await SearchAsync(acme, new())).Items[0].LeastPrice.Amount;

        Assert.Equal(450, await PriceAsync());
        await acme.Owner.Get<UpdateVariant>().ExecuteAsync(new(tea.Variants[0].Id, new(Price: new Money(460, "EUR"))));
        Assert.Equal(460, await PriceAsync());

        await house.ScalarAsync<int>("with c as (update variants set price_amount = 470 where organization_id = $1 returning 1) select count(*)::int from c", acme.Id);
        Assert.Equal(460, await PriceAsync()); // kept
        clock.Advance(CatalogueCache.Life);
        Assert.Equal(470, await PriceAsync());
    }

    [Fact]
    public async Task The_same_question_at_two_storefronts_has_two_answers()
    {
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");
        var tea = await acme.StocksTeaAsync();

        Assert.Equal(1, (await SearchAsync(acme, new())).Total);
        Assert.Equal(0, (await SearchAsync(globex, new())).Total);
        Assert.True((await acme.Visitor.Get<ShowProduct>().ExecuteAsync(new(tea.Id))).Succeeded);
        Assert.Equal("not_found", (await globex.Visitor.Get<ShowProduct>().ExecuteAsync(new(tea.Id))).Problem?.Code);
    }

    [Fact]
    public async Task A_reading_that_was_on_its_way_when_something_changed_is_not_kept()
    {
        using var cache = new CatalogueCache(new Changes(), TimeProvider.System);
        var changes = new Changes();
        using var heard = new CatalogueCache(changes, TimeProvider.System);
        var organization = new Tenant(Guid.CreateVersion7(), "acme", "Acme", "EUR", "Europe/Berlin");

        await heard.GetAsync(organization, "price", () =>
        {
            changes.Tell(organization, ["product.updated"]);
            return Task.FromResult("old");
        });

        Assert.Equal("new", await heard.GetAsync(organization, "price", () => Task.FromResult("new")));
        Assert.Equal("new", await heard.GetAsync(organization, "price", () => Task.FromResult("not asked")));
        changes.Tell(organization with { Slug = "globex" }, ["product.updated"]); // of another organization
        changes.Tell(organization, ["member.joined"]); // nothing of the catalogue
        Assert.Equal("new", await heard.GetAsync(organization, "price", () => Task.FromResult("not asked")));
        Assert.Equal("deaf", await cache.GetAsync(organization, "price", () => Task.FromResult("deaf")));
    }
}
