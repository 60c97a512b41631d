using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace App.E2E.Journeys;

/// <summary>A customer at the storefront: finds products, signs in, orders three lines, sees the order; and so do staff, each in their own realm.</summary>
public sealed class BuyingOnAccount(SeededDatabase seeded)
{
    [Fact]
    public async Task Without_script_on_a_wide_screen()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();

        await BuyAsync(app, browsing, await browsing.VisitorAsync(app.Url, 1440, script: false));
    }

    [Fact]
    public async Task With_script_on_a_phone()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();

        await BuyAsync(app, browsing, await browsing.VisitorAsync(app.Url, 390));
    }

    static async Task BuyAsync(RunningApp app, Browsing browsing, IPage page)
    {
        var organization = app.Demo.GetProperty("organizations")[0];
        var (home, shopper) = ($"/s/{Text(organization, "slug")}", organization.GetProperty("customers")[0]);
        Assert.Equal($"{app.Url}{home}", Text(organization, "storefront_url"));

        foreach (var product in new[] { "green tea", "olive oil", "honey" })
            await PutIntoCartAsync(page, home, product);
        await page.GetByRole(AriaRole.Link, new() { Name = "Cart" }).First.ClickAsync();
        await Expect(page.GetByText("Remove")).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go to checkout" }).ClickAsync();

        await page.GetByLabel("Email").FillAsync(Text(shopper, "email"));
        await page.GetByLabel("Password").FillAsync(Text(shopper, "password"));
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Checkout" })).ToBeVisibleAsync();
        await page.GetByLabel("Your reference").FillAsync("PO 4711");
        await page.GetByRole(AriaRole.Button, new() { Name = "Place order for" }).ClickAsync();
        await Expect(page.GetByText("Thank you, your order is placed")).ToBeVisibleAsync();
        var number = (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync())!.Trim().Split(' ')[0];
        await Expect(page.Locator(".basket-line")).ToHaveCountAsync(3);

        await page.GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = number })).ToBeVisibleAsync();
        await Expect(page.GetByText("Ordered", new() { Exact = true }).First).ToBeVisibleAsync();
        Assert.Empty(await page.Locator("script").AllAsync());
        Assert.True(await FitsAsync(page), "The page is wider than the screen.");

        await StaysInItsRealmAsync(app, page, Text(organization, "slug"));
        await IsSeenByStaffAsync(app, browsing, organization, number);
        Assert.Empty(browsing.Complaints);
    }

    static async Task PutIntoCartAsync(IPage page, string home, string product)
    {
        await page.GotoAsync(home);
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search products" }).FillAsync(product);
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await page.Locator(".good", new() { HasNotText = "Out of stock" }).GetByRole(AriaRole.Link, new() { NameRegex = new Regex(product) }).First.ClickAsync();
        await page.GetByLabel("Quantity").FillAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await Expect(page.GetByText("Put into your cart")).ToBeVisibleAsync();
    }

    /// <summary>The same browser, signed in at the storefront, is a stranger to staff pages and the API.</summary>
    static async Task StaysInItsRealmAsync(RunningApp app, IPage page, string slug)
    {
        Assert.Contains(await page.Context.CookiesAsync(), cookie => cookie is { Name: "__Host-shopper-session", HttpOnly: true, Secure: true, SameSite: SameSiteAttribute.Lax });
        Assert.Equal(401, (await page.Context.APIRequest.GetAsync($"{app.Url}/api/v1/orders")).Status);
        await page.GotoAsync($"/{slug}/orders");
        await Expect(page).ToHaveURLAsync(new Regex("/login\\?"));
    }

    static async Task IsSeenByStaffAsync(RunningApp app, Browsing browsing, JsonElement organization, string number)
    {
        var (slug, owner) = (Text(organization, "slug"), organization.GetProperty("staff")[0]);
        var page = await browsing.VisitorAsync(app.Url);
        await page.GotoAsync($"/login?returnUrl=/{slug}/orders");
        await page.GetByLabel("Email").FillAsync(Text(owner, "email"));
        await page.GetByLabel("Password").FillAsync(Text(owner, "password"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
        await Expect(page.GetByText("Order placed at the storefront")).ToBeVisibleAsync();
        await Expect(page.GetByText("PO 4711").First).ToBeVisibleAsync();

        await page.GotoAsync($"/s/{slug}/orders"); // staff are nobody there
        await Expect(page).ToHaveURLAsync(new Regex($"/s/{slug}/login\\?"));
    }

    [Fact]
    public async Task Every_page_passes_the_accessibility_rules_by_day_and_in_the_dark()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        foreach (var (organization, scheme, width) in app.Demo.GetProperty("organizations").EnumerateArray().Zip([ColorScheme.Light, ColorScheme.Dark], [1440, 390]))
        {
            var page = await browsing.VisitorAsync(app.Url, width);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var (home, shopper) = ($"/s/{Text(organization, "slug")}", organization.GetProperty("customers")[0]);
            await CheckAsync(page, home, $"{home}?q=a&stock=1&from=x", $"{home}?q=zzzz", $"{home}/cart", $"{home}/p/prd_none", $"{home}/login", $"{home}/welcome/none");
            await page.GotoAsync($"{home}?stock=1");
            await page.Locator(".good a").First.ClickAsync();
            await CheckAsync(page, new Uri(page.Url).PathAndQuery);
            await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
            await page.GotoAsync($"{home}/login");
            await page.GetByLabel("Email").FillAsync(Text(shopper, "email"));
            await page.GetByLabel("Password").FillAsync(Text(shopper, "password"));
            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await CheckAsync(page, $"{home}/cart", $"{home}/checkout", $"{home}/orders");
            await page.Locator(".own-orders a").First.ClickAsync();
            await CheckAsync(page, new Uri(page.Url).PathAndQuery);
        }
        Assert.Empty(browsing.Complaints);
    }

    static async Task CheckAsync(IPage page, params string[] paths)
    {
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{path}: {string.Join(", ", found.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"))}");
            Assert.True(await FitsAsync(page), $"{path} is wider than the screen.");
        }
    }

    static Task<bool> FitsAsync(IPage page) => page.Locator("html").EvaluateAsync<bool>("page => page.scrollWidth <= page.clientWidth");

    static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
    static IPageAssertions Expect(IPage page) => Assertions.Expect(page);
}
