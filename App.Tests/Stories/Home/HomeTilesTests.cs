using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;
using App.Organizations;
using App.Storefront;
using App.Webhooks;

namespace App.Tests.Home;

/// <summary>The number on each tile of the home page is that of the list behind its link, whatever was archived.</summary>
public sealed class HomeTilesTests(TestHost host)
{
    [Fact]
    public async Task Each_tile_counts_what_the_list_behind_its_link_shows()
    {
        var acme = await WithWorkAsync();
        using var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await acme.Owner.SessionTokenAsync();
        await browser.GetAsync($"/{acme.Slug}");
        var tiles = Parsed(browser).QuerySelectorAll("section.queue").Select(tile => (
            Title: tile.QuerySelector("h3")!.TextContent.Trim(),
            Count: int.Parse(tile.QuerySelector(".count")?.TextContent ?? "0", CultureInfo.InvariantCulture),
            Href: tile.QuerySelector("a.queue-more")?.GetAttribute("href"))).ToList();

        Assert.Equal(
            [("Orders to fulfill", 22), ("Low stock", 1), ("Failing webhooks", 1), ("Pending invitations", 2)],
            tiles.Select(tile => (tile.Title, tile.Count)));
        foreach (var tile in tiles)
            Assert.Equal((tile.Title, tile.Count), (tile.Title, await RowsAsync(browser, tile.Href!)));
    }

    [Fact]
    public async Task A_member_sees_no_part_of_the_home_page_without_its_permission()
    {
        var acme = await WithWorkAsync();
        var owner = await SectionsAsync(acme.Owner);
        var member = await SectionsAsync(acme.Member);

        Assert.Equal(
            ["Sales", "What to do next", "Orders to fulfill", "Low stock", "Failing webhooks", "Pending invitations", "Activity"],
            owner);
        Assert.Equal(["Sales", "What to do next", "Orders to fulfill", "Low stock"], member);

        async Task<IEnumerable<string>> SectionsAsync(TestActor actor)
        {
            using var browser = new TestBrowser(host);
            browser.Cookies["__Host-staff-session"] = await actor.SessionTokenAsync();
            await browser.GetAsync($"/{acme.Slug}");
            return Parsed(browser).QuerySelectorAll("main :is(h2, h3)").Select(heading => heading.TextContent.Trim())
                .Where(heading => heading != "First steps").ToList();
        }
    }

    [Fact]
    public async Task A_new_organization_is_not_told_that_all_is_well()
    {
        var acme = await host.OrganizationAsync();
        using var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await acme.Owner.SessionTokenAsync();
        await browser.GetAsync($"/{acme.Slug}");

        Assert.Empty(Parsed(browser).QuerySelectorAll(".queue, .stat, .chart"));
    }

    /// <summary>Creates an organization with tasks of every kind, and with archived and dismissed things that are none.</summary>
    async Task<TestOrganization> WithWorkAsync()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100);
        for (var i = 0; i < 22; i++)
            await trade.OrdersAsync(1);
        await acme.Owner.Get<CancelOrder>().ExecuteAsync(new((await trade.OrdersAsync(1)).Value.Id));
        await WatchesAsync(acme, trade.Tea, trade.Main, 200);
        await acme.HasTeaAsync(3, warehouse: trade.Main); // not watched
        var north = await acme.OpensWarehouseAsync("North");
        await WatchesAsync(acme, trade.Tea, north, 5);
        await acme.Owner.Get<ArchiveWarehouse>().ExecuteAsync(new(north));
        foreach (var quantity in new[] { 0m, 2m })
        {
            var (old, _) = await acme.HasTeaAsync(quantity, warehouse: trade.Main);
            await WatchesAsync(acme, old, trade.Main, 10);
            await ArchiveProductOfAsync(acme, old);
        }
        await acme.Admin.ListensAsync("https://hooks.example/healthy");
        await DisabledAsync(acme, "failing");
        await acme.Admin.Get<UpdateWebhookEndpoint>().ExecuteAsync(
            new(await DisabledAsync(acme, "dismissed"), new(Status: EndpointStatus.Disabled)));
        await acme.Admin.Get<ArchiveWebhookEndpoint>().ExecuteAsync(new(await DisabledAsync(acme, "archived")));
        foreach (var name in new[] { "ada", "bo", "cy" })
            await acme.Owner.Get<InviteMember>().ExecuteAsync(new($"{name}@people.example", Role.Member));
        var invited = (await acme.Owner.Get<ListInvitations>().ExecuteAsync(new(new()))).Value.Data[0];
        await acme.Owner.Get<RevokeInvitation>().ExecuteAsync(new(invited.Id));
        return acme;
    }

    static async Task WatchesAsync(TestOrganization acme, Id<Variant> variant, Id<Warehouse> warehouse, decimal point) =>
        Assert.True((await acme.Owner.Get<WatchStockLevel>().ExecuteAsync(new(variant, warehouse, new(point)))).Succeeded);

    static async Task ArchiveProductOfAsync(TestOrganization acme, Id<Variant> variant)
    {
        var product = (await acme.Owner.Get<GetVariant>().ExecuteAsync(new(variant))).Value.ProductId;
        Assert.True((await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(product))).Succeeded);
    }

    static async Task<Id<WebhookEndpoint>> DisabledAsync(TestOrganization acme, string name)
    {
        var endpoint = await acme.Admin.ListensAsync($"https://hooks.example/{name}");
        var disabled = await acme.System.Get<DisableWebhookEndpoint>().ExecuteAsync(new(endpoint.Id, DisabledReason.Failing));
        return disabled.Value.Id;
    }

    /// <summary>Counts the rows of a list on all its pages. The list is the last table of its page.</summary>
    static async Task<int> RowsAsync(TestBrowser browser, string href)
    {
        var rows = 0;
        for (string? next = href; next is not null;)
        {
            await browser.GetAsync(next);
            var page = Parsed(browser);
            var tables = page.QuerySelectorAll("table");
            rows += tables[tables.Length - 1].QuerySelectorAll("tbody tr").Length;
            next = page.QuerySelector("a[data-page=n]")?.GetAttribute("href");
            if (next is not null && Uri.TryCreate(next, UriKind.Absolute, out var absolute) && !absolute.IsFile)
                next = absolute.PathAndQuery;
        }
        return rows;
    }

    static IDocument Parsed(TestBrowser browser) => new HtmlParser().ParseDocument(browser.Html);

    [Fact]
    public async Task Archived_things_are_in_no_counter_and_all_counters_agree()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(0, "KEPT");
        await WatchesAsync(acme, trade.Tea, trade.Main, 5);
        var before = await CountersAsync(acme);
        Assert.Equal(new Counters(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), before);

        var (old, _) = await acme.HasTeaAsync(0, warehouse: trade.Main);
        await WatchesAsync(acme, old, trade.Main, 5);
        var north = await acme.OpensWarehouseAsync("North");
        await WatchesAsync(acme, trade.Tea, north, 5);
        var bar = await acme.KnowsCafeAsync("Bar");
        var kept = (await acme.Owner.Get<GetVariant>().ExecuteAsync(new(trade.Tea))).Value;
        var size = (await acme.Owner.Get<AddVariant>().ExecuteAsync(new(kept.ProductId, "SIZE", new(1, "EUR")))).Value;
        await WatchesAsync(acme, size.Id, trade.Main, 5);
        Assert.Equal(new Counters(2, 2, 3, 3, 2, 2, 4, 4, 4, 3), await CountersAsync(acme));

        await ArchiveProductOfAsync(acme, old);
        await acme.Owner.Get<ArchiveVariant>().ExecuteAsync(new(size.Id));
        await acme.Owner.Get<ArchiveWarehouse>().ExecuteAsync(new(north));
        await acme.Owner.Get<ArchiveCustomer>().ExecuteAsync(new(bar));

        Assert.Equal(before, await CountersAsync(acme));
    }

    sealed record Counters(
        int Products, int SoldProducts, int Variants, int VariantsOfProducts, int Customers, int Warehouses, int Levels,
        int LowLevels, int LowFigure, int OutFigure);

    static async Task<Counters> CountersAsync(TestOrganization acme)
    {
        var page = new PageRequest(PageRequest.Largest);
        var products = (await acme.Owner.Get<ListProducts>().ExecuteAsync(new(page))).Value.Data;
        var figures = (await acme.Owner.Get<GetStockFigures>().ExecuteAsync(new())).Value;
        return new(
            products.Count,
            (await acme.Visitor.Get<SearchCatalog>().ExecuteAsync(new())).Value.Total,
            (await acme.Owner.Get<ListVariants>().ExecuteAsync(new(page))).Value.Data.Count,
            products.Sum(product => product.Variants.Count),
            (await acme.Owner.Get<ListCustomers>().ExecuteAsync(new(page))).Value.Data.Count,
            (await acme.Owner.Get<ListWarehouses>().ExecuteAsync(new(page))).Value.Data.Count,
            (await acme.Owner.Get<ListStockLevels>().ExecuteAsync(new(page))).Value.Data.Count,
            (await acme.Owner.Get<ListStockLevels>().ExecuteAsync(new(page, Low: true))).Value.Data.Count,
            figures.Low,
            figures.Out);
    }
}
