using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Faults;

/// <summary>A bulk change that is killed changes every record once, and so does its undo.</summary>
[Collection(KillingTests.Name)]
public sealed class KillingBulkChanges(SeededDatabase seeded)
{
    /// <summary>Waits at most some twenty minutes.</summary>
    const int Attempts = 60_000;

    [Fact]
    public async Task Prices_are_raised_once_and_brought_back_although_the_app_is_killed()
    {
        var products = Long.Or(200, 10_000);
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(
            database, demoFile: seeded.DemoFile, settings: ("Jobs__InvisibilitySeconds", "3"));
        Assert.Equal(products, await database.ScalarAsync<long>(Products(DemoMember.Home(app)[1..], products)));
        await database.ScalarAsync<int>("analyze products; analyze variants; select 1"); // as autovacuum does within a minute
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(app.Url), app);

        await page.OpenAsync($"{DemoMember.Home(app)}/products?q=kill+tea");
        await Expect(page.GetByText($"20 of {Text(products)}", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all rows on this page" }).CheckAsync();
        await ClickAsync(page, $"Select all {Text(products)}");
        await ClickAsync(page, "Change prices");
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Percent", new() { Exact = true }).FillAsync("10");
        await ClickAsync(page, $"Change the prices of {Text(products)} products");
        await KillAsync(app, database, products / 10);

        await EndedAsync(database);
        Assert.Equal(products - 1, await database.ScalarAsync<long>(CountOf("v.price_amount = 1100")));
        Assert.Equal(1, await database.ScalarAsync<long>(CountOf($"v.price_amount = {Dearest}"))); // would be too expensive
        Assert.Equal(products - 1, await database.ScalarAsync<long>(Changes));
        Assert.Equal(products - 1, await database.ScalarAsync<long>(ChangedProducts));
        await page.OpenAsync($"{DemoMember.Home(app)}/bulk_changes/{await LatestAsync(page, app)}");
        await Expect(page.GetByText("1 failed.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Kill tea 1", Exact = true })).ToBeVisibleAsync();

        await ClickAsync(page, "Undo");
        await KillAsync(app, database, products / 10);
        await EndedAsync(database);
        Assert.Equal(products - 1, await database.ScalarAsync<long>(CountOf("v.price_amount = 1000")));
        Assert.Equal(2 * (products - 1), await database.ScalarAsync<long>(Changes));
    }

    const long Dearest = 100_000_000_000;

    const string Changes = "select count(*) from audit_entries where action = 'product.change_prices'";
    const string ChangedProducts =
        "select count(distinct entity_id) from audit_entries where action = 'product.change_prices'";

    /// <summary>Creates products with one variant each. The first has the largest price that is valid.</summary>
    static string Products(string slug, int count) => $"""
        with added as (
            insert into products (organization_id, id, name, created_at, updated_at)
            select o.id, gen_random_uuid(), 'Kill tea ' || n, now(), now()
            from organizations o cross join generate_series(1, {count}) n where o.slug = '{slug}'
            returning organization_id, id, name),
        priced as (
            insert into variants (organization_id, id, product_id, sku, sku_key, unit, smallest_quantity, created_at, updated_at,
                price_amount, price_currency)
            select a.organization_id, gen_random_uuid(), a.id, a.name, lower(a.name), 'piece', 1, now(), now(),
                case a.name when 'Kill tea 1' then {Dearest} else 1000 end, o.currency
            from added a join organizations o on o.id = a.organization_id
            returning 1)
        select count(*) from priced
        """;

    static string CountOf(string condition) => $"""
        select count(*) from variants v join products p on p.organization_id = v.organization_id and p.id = v.product_id
        where p.name like 'Kill tea %' and {condition}
        """;

    /// <summary>Kills the app once this many records have been changed, and starts it again.</summary>
    static async Task KillAsync(RunningApp app, TestDatabase database, int done)
    {
        await UntilAsync(async () => await database.ScalarAsync<bool>(
            $"select exists (select from bulk_changes where state = 'Running' and done >= {done} and done < total)"));
        await app.KillAsync();
        await app.StartAgainAsync();
    }

    static Task EndedAsync(TestDatabase database) => UntilAsync(async () =>
        await database.ScalarAsync<long>("select count(*) from bulk_changes where state = 'Running'") == 0);

    static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await isSo())
                return;
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
        Assert.Fail("The bulk change does not come to its end.");
    }

    /// <summary>Returns the id of the bulk change that the audit log names.</summary>
    static async Task<string> LatestAsync(IPage page, RunningApp app)
    {
        await page.OpenAsync($"{DemoMember.Home(app)}/audit?action=bulk_change.start");
        return (await page.Locator("a[href*='entity=blk_']").First.GetAttributeAsync("href"))!.Split("entity=")[1].Split('&')[0];
    }

    static Task ClickAsync(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
