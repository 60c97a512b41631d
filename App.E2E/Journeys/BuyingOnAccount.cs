using System.Text.Json;
using System.Text.RegularExpressions;
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
    public async Task What_only_a_shopper_sees_is_fit_to_be_read_on_a_desk_and_on_a_phone_by_day_and_by_night()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[1]; // a bright yellow, the harder color
        var (home, shopper, page, faults) = ($"/s/{Text(organization, "slug")}", organization.GetProperty("customers")[0], await browsing.VisitorAsync(app.Url), new List<string>());
        async Task LookAsync(string path, string name)
        {
            await page.GotoAsync(path);
            faults.AddRange(await PageCheck.FaultsAsync(page, $"shopper-{name}"));
        }

        await LookAsync($"{home}?q=a&stock=1&from=x", "narrowed");
        await LookAsync($"{home}?q=zzzz", "nothing");
        await LookAsync($"{home}/p/prd_none", "missing");
        await PutIntoCartAsync(page, home, "hammer");
        faults.AddRange(await PageCheck.FaultsAsync(page, "shopper-added"));
        await page.GotoAsync($"{home}/login");
        await page.GetByLabel("Email").FillAsync(Text(shopper, "email"));
        await page.GetByLabel("Password").FillAsync(Text(shopper, "password"));
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await LookAsync($"{home}/cart", "cart");
        await LookAsync($"{home}/checkout", "checkout");
        await LookAsync($"{home}/orders", "orders");
        await page.Locator(".own-orders a").First.ClickAsync();
        faults.AddRange(await PageCheck.FaultsAsync(page, "shopper-order"));
        await LookAsync($"{home}/account", "account");
        await LookAsync($"{home}/account/password", "password");
        await LookAsync($"{home}/account/delete", "delete");
        await LookAsync($"{home}/account/email", "email");
        await page.GetByLabel("New email").FillAsync("rosa@elsewhere.example");
        await page.GetByLabel("Your password").FillAsync("not this one at all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail a code there" }).ClickAsync();
        await Expect(page.Locator(".fault").GetByText("This is not your password")).ToBeVisibleAsync();
        faults.AddRange(await PageCheck.FaultsAsync(page, "shopper-email-refused"));
        await page.GetByLabel("Your password").FillAsync(Text(shopper, "password"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail a code there" }).ClickAsync();
        await Expect(page.GetByText("A mail is on its way there")).ToBeVisibleAsync();
        faults.AddRange(await PageCheck.FaultsAsync(page, "shopper-email-sent"));

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(browsing.Complaints);
    }

    static Task<bool> FitsAsync(IPage page) => page.Locator("html").EvaluateAsync<bool>("page => page.scrollWidth <= page.clientWidth");

    static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
    static IPageAssertions Expect(IPage page) => Assertions.Expect(page);
}
