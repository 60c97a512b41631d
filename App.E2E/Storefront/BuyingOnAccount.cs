using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E.Storefront;

/// <summary>
/// A shopper finds products at the storefront, signs in, places an order of three lines and sees it; staff see it too, each in
/// their own realm.
/// </summary>
[Collection(SharedApp.Public)]
public sealed class BuyingOnAccount(SharedApp shared)
{
    [Fact]
    public async Task A_shopper_buys_without_JavaScript_on_a_wide_screen()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();

        await BuyAsync(app, browsing, await browsing.VisitorAsync(app.Url, 1440, script: false), "PO 4711");
    }

    [Fact]
    public async Task A_shopper_buys_with_JavaScript_on_a_phone()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();

        await BuyAsync(app, browsing, await browsing.VisitorAsync(app.Url, 390), "PO 4712");
    }

    static async Task BuyAsync(RunningApp app, Browsing browsing, IPage page, string reference)
    {
        var organization = app.Demo.GetProperty("organizations")[0];
        var home = $"/s/{Text(organization, "slug")}";
        var shopper = organization.GetProperty("customers")[0];
        Assert.Equal($"{app.Url}{home}", Text(organization, "storefront_url"));

        foreach (var product in new[] { "green tea", "olive oil", "honey" })
            await AddToCartAsync(page, home, product);
        await page.GetByRole(AriaRole.Link, new() { Name = "Cart" }).First.ClickAsync();
        await Expect(page.GetByText("Remove")).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go to checkout" }).ClickAsync();

        await page.GetByLabel("Email").FillAsync(Text(shopper, "email"));
        await page.GetByLabel("Password").FillAsync(Text(shopper, "password"));
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Checkout" })).ToBeVisibleAsync();
        await page.GetByLabel("Your reference").FillAsync(reference);
        await page.GetByRole(AriaRole.Button, new() { Name = "Place order for" }).ClickAsync();
        await Expect(page.GetByText("Thank you for your order")).ToBeVisibleAsync();
        var number = (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync())!.Trim().Split(' ')[0];
        await Expect(page.Locator(".basket-line")).ToHaveCountAsync(3);

        await page.GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = number })).ToBeVisibleAsync();
        await Expect(page.GetByText("Ordered", new() { Exact = true }).First).ToBeVisibleAsync();
        Assert.Empty(await page.Locator("script").AllAsync());
        Assert.True(await FitsAsync(page), "The page is wider than the screen.");

        await StaysInItsRealmAsync(app, page, Text(organization, "slug"));
        await IsSeenByStaffAsync(app, browsing, organization, number, reference);
        browsing.AssertNoErrors();
    }

    static async Task AddToCartAsync(IPage page, string home, string product)
    {
        await page.GotoAsync(home);
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search products" }).FillAsync(product);
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await page.Locator(".good", new() { HasNotText = "Out of stock" })
            .GetByRole(AriaRole.Link, new() { NameRegex = new Regex(product) }).First.ClickAsync();
        await page.GetByLabel("Quantity").FillAsync("1"); // the demo has products with a single one left
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await Expect(page.GetByText("Added to cart")).ToBeVisibleAsync();
    }

    /// <summary>Asserts that a session at the storefront does not sign in to staff pages or the API.</summary>
    static async Task StaysInItsRealmAsync(RunningApp app, IPage page, string slug)
    {
        Assert.Contains(
            await page.Context.CookiesAsync(),
            cookie => cookie is
            {
                Name: "__Host-shopper-session",
                HttpOnly: true,
                Secure: true,
                SameSite: SameSiteAttribute.Lax,
            });
        Assert.Equal(401, (await page.Context.APIRequest.GetAsync($"{app.Url}/api/v1/orders")).Status);
        await page.GotoAsync($"/{slug}/orders");
        await Expect(page).ToHaveURLAsync(new Regex("/login\\?"));
    }

    static async Task IsSeenByStaffAsync(
        RunningApp app, Browsing browsing, JsonElement organization, string number, string reference)
    {
        var slug = Text(organization, "slug");
        var owner = organization.GetProperty("staff")[0];
        var page = await browsing.VisitorAsync(app.Url);
        await page.GotoAsync($"/login?returnUrl=/{slug}/orders");
        await page.GetByLabel("Email").FillAsync(Text(owner, "email"));
        await page.GetByLabel("Password").FillAsync(Text(owner, "password"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
        await Expect(page.GetByText("Order placed at the storefront")).ToBeVisibleAsync();
        await Expect(page.GetByText(reference).First).ToBeVisibleAsync();

        await page.GotoAsync($"/s/{slug}/orders"); // a staff session does not sign in at the storefront
        await Expect(page).ToHaveURLAsync(new Regex($"/s/{slug}/login\\?"));
    }

    [Fact]
    public async Task Pages_only_shoppers_see_are_accessible_on_desktop_and_phone_in_light_and_dark()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[1]; // its accent is bright yellow, which is harder for contrast
        var home = $"/s/{Text(organization, "slug")}";
        var shopper = organization.GetProperty("customers")[0];
        var page = await browsing.VisitorAsync(app.Url);
        var faults = new List<string>();
        async Task CheckAsync(string path, string name)
        {
            await page.GotoAsync(path);
            faults.AddRange(await PageCheck.FaultsAsync(page, $"shopper-{name}"));
        }

        await CheckAsync($"{home}?q=a&stock=1&from=x", "narrowed");
        await CheckAsync($"{home}?q=zzzz", "nothing");
        await CheckAsync($"{home}/p/prd_none", "missing");
        await AddToCartAsync(page, home, "hammer");
        faults.AddRange(await PageCheck.FaultsAsync(page, "shopper-added"));
        await page.GotoAsync($"{home}/login");
        await page.GetByLabel("Email").FillAsync(Text(shopper, "email"));
        await page.GetByLabel("Password").FillAsync(Text(shopper, "password"));
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await CheckAsync($"{home}/cart", "cart");
        await CheckAsync($"{home}/checkout", "checkout");
        await CheckAsync($"{home}/orders", "orders");
        await page.Locator(".own-orders a").First.ClickAsync();
        faults.AddRange(await PageCheck.FaultsAsync(page, "shopper-order"));
        await CheckAsync($"{home}/account", "account");
        await CheckAsync($"{home}/account/password", "password");
        await CheckAsync($"{home}/account/delete", "delete");
        await CheckAsync($"{home}/account/email", "email");
        await page.GetByLabel("New email").FillAsync("rosa@elsewhere.example");
        await page.GetByLabel("Your password").FillAsync("not this one at all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send code" }).ClickAsync();
        await Expect(page.Locator(".fault").GetByText("This is not your password")).ToBeVisibleAsync();
        faults.AddRange(await PageCheck.FaultsAsync(page, "shopper-email-refused"));
        await page.GetByLabel("Your password").FillAsync(Text(shopper, "password"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Send code" }).ClickAsync();
        await Expect(page.GetByText("Code sent")).ToBeVisibleAsync();
        faults.AddRange(await PageCheck.FaultsAsync(page, "shopper-email-sent"));

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        browsing.AssertNoErrors();
    }

    static Task<bool> FitsAsync(IPage page) =>
        page.Locator("html").EvaluateAsync<bool>("page => page.scrollWidth <= page.clientWidth");

    static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
    static IPageAssertions Expect(IPage page) => Assertions.Expect(page);
}
