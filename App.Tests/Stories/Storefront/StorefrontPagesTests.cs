using System.Net;
using App.Catalog;
using App.Storefront;

namespace App.Tests.Storefront;

/// <summary>A shopper uses the storefront without JavaScript.</summary>
public sealed partial class StorefrontPagesTests(TestHost host)
{
    const string Session = StorefrontRealm.Cookie;

    /// <summary>Creates a storefront with tea and returns the address of a shopper.</summary>
    internal static async Task<(TestOrganization Acme, string Home, ProductView Tea, string Email)> ShopAsync(
        TestHost host, decimal quantity = 20)
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        await acme.ReceivesAsync(tea.Variants[0].Id, await acme.OpensWarehouseAsync(), quantity);
        var email = AccountScenario.NewAddress("rosa");
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        return (acme, $"/s/{acme.Slug}", tea, email);
    }

    internal static async Task PutAsync(TestBrowser browser, string home, ProductView product, string quantity)
    {
        await browser.GetAsync($"{home}/p/{product.Id}");
        await browser.SubmitAsync("add", ("variant", product.Variants[0].Id.ToString()), ("quantity", quantity));
    }

    internal static async Task SignInAsync(
        TestBrowser browser, string home, string email, string password = StorefrontScenario.Password)
    {
        await browser.GetAsync($"{home}/login");
        await browser.SubmitAsync("login", ("email", email), ("password", password));
    }

    [Fact]
    public async Task A_shopper_searches_signs_in_and_orders_without_JavaScript()
    {
        var (_, home, tea, email) = await ShopAsync(host);
        using var browser = new TestBrowser(host);

        await browser.GetAsync($"{home}?q=green");
        Assert.Contains($"{home}/p/{tea.Id}", browser.Html);
        await PutAsync(browser, home, tea, "2.5");
        Assert.Equal($"{home}/p/{tea.Id}?added=1", browser.Location);
        await browser.GetAsync($"{home}/cart");
        await browser.SubmitAsync("cart", (CartFieldOf(tea), "4"), ("do", "checkout"));
        await browser.FollowAsync();
        Assert.Equal($"{home}/login?returnUrl={Uri.EscapeDataString($"{home}/checkout")}", browser.Location);
        await browser.FollowAsync();
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontScenario.Password));
        Assert.Equal($"{home}/checkout", browser.Location);
        await browser.FollowAsync();
        Assert.Contains("Café Central", WebUtility.HtmlDecode(browser.Html));
        var checkout = browser.Html;
        await browser.SubmitAsync("place", ("reference", "PO 9"));
        Assert.Matches($"^{home}/orders/ord_[a-z0-9]+\\?placed=1$", browser.Location);
        var order = browser.Location!;
        await browser.FollowAsync();
        Assert.Contains("€18.00", WebUtility.HtmlDecode(browser.Html));

        await browser.GetAsync($"{home}/orders");
        Assert.Contains(order.Split('?')[0], browser.Html);
        Assert.Contains("Ordered", browser.Html);
        Assert.Contains("name=\"cart\"", checkout);
    }

    static string CartFieldOf(ProductView product) => $"quantity_{product.Variants[0].Id}";

    [Fact]
    public async Task Invalid_quantities_are_reported_at_their_field_and_change_nothing()
    {
        var (_, home, tea, _) = await ShopAsync(host);
        using var browser = new TestBrowser(host);

        foreach (var (typed, fault) in new[]
        {
            ("lots", "Enter a number."),
            ("0", "must be more than zero"),
            ("1000001", "1,000,000 or less"),
            ("0.00001", "four decimal places"),
            ("", "Enter a number."),
        })
        {
            await PutAsync(browser, home, tea, typed);
            Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
            Assert.Contains(fault, Fault(browser));
        }
        await PutAsync(browser, home, tea, "2");
        await browser.GetAsync($"{home}/cart");
        await browser.SubmitAsync("cart", (CartFieldOf(tea), "many"), ("do", "update"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("“many” is not a number.", Fault(browser));
        Assert.Contains("value=\"many\"", browser.Html);
        await browser.SubmitAsync("cart", (CartFieldOf(tea), "2"), ("do", $"remove {tea.Variants[0].Id}"));
        await browser.FollowAsync();
        Assert.Contains("Your cart is empty", browser.Html);
        await browser.GetAsync($"{home}?from=abc&to=-1&page=x&sort=nothing&stock=maybe&category={new string('x', 500)}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("Enter a price.", Fault(browser));
    }

    static string Fault(TestBrowser browser) =>
        WebUtility.HtmlDecode(string.Join('\n', Faults().Matches(browser.Html).Select(match => match.Value)));

    [System.Text.RegularExpressions.GeneratedRegex(
        "<p class=\"fault\".*?</p>", System.Text.RegularExpressions.RegexOptions.Singleline)]
    private static partial System.Text.RegularExpressions.Regex Faults();

    [Fact]
    public async Task Changes_before_the_order_are_shown_by_line_and_must_be_accepted()
    {
        var (acme, home, tea, email) = await ShopAsync(host);
        using var browser = new TestBrowser(host);
        await SignInAsync(browser, home, email);
        await PutAsync(browser, home, tea, "3");
        await browser.GetAsync($"{home}/checkout");
        await acme.Owner.Get<UpdateVariant>().ExecuteAsync(new(tea.Variants[0].Id, new(Price: new Money(777, "EUR"))));

        await browser.SubmitAsync("place");
        Assert.Equal((HttpStatusCode.Conflict, "Your cart has changed"), (browser.Status, browser.Notice));
        Assert.Contains("The price changed from €4.50 to €7.77.", WebUtility.HtmlDecode(browser.Html));
        await browser.SubmitAsync("accept");
        await browser.FollowAsync();
        await browser.SubmitAsync("place");
        await browser.FollowAsync();

        Assert.Contains("€23.31", WebUtility.HtmlDecode(browser.Html));
    }

    [Fact]
    public async Task A_stale_form_is_answered_with_a_page()
    {
        var (acme, home, tea, email) = await ShopAsync(host);
        using var browser = new TestBrowser(host);
        await SignInAsync(browser, home, email);
        await PutAsync(browser, home, tea, "2");

        await browser.GetAsync($"{home}/checkout");
        using (var again = browser.Twin())
        {
            await browser.SubmitAsync("place");
            await again.SubmitAsync("place"); // a double click
            Assert.Equal(browser.Location, again.Location);
            Assert.StartsWith($"{home}/orders/", again.Location);
        }
        await PutAsync(browser, home, tea, "2");
        await browser.GetAsync($"{home}/cart");
        using (var again = browser.Twin())
        {
            await browser.SubmitAsync("cart", ("do", $"remove {tea.Variants[0].Id}"));
            await again.SubmitAsync("cart", ("do", $"remove {tea.Variants[0].Id}"));
            Assert.Equal(HttpStatusCode.OK, again.Status);
            Assert.Contains("Your cart is empty", again.Html);
        }
        await PutAsync(browser, home, tea, "2");
        await browser.GetAsync($"{home}/checkout");
        browser.Cookies.Remove(Session); // signed out in the meantime
        await browser.SubmitAsync("place");
        Assert.Equal($"{home}/login?returnUrl={Uri.EscapeDataString($"{home}/checkout")}", browser.Location);

        await browser.GetAsync($"{home}/p/{tea.Id}");
        await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(tea.Id));
        await browser.SubmitAsync("add", ("variant", tea.Variants[0].Id.ToString()), ("quantity", "1"));
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        // this instance shows the product for thirty more seconds but no longer sells it
        Assert.Contains("was not found", WebUtility.HtmlDecode(browser.Html));
        await browser.GetAsync($"{home}/p/{Id<Product>.New(DateTimeOffset.UnixEpoch)}");
        Assert.Contains("There is no such product", browser.Html);
    }

    [Fact]
    public async Task The_invitation_link_sets_a_password_and_signs_in()
    {
        var acme = await host.OrganizationAsync();
        var email = AccountScenario.NewAddress("rosa");
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(await acme.KnowsCafeAsync(), "Rosa", email));
        var welcome = $"/s/{acme.Slug}/welcome/{await host.LinkToAsync(email)}";
        using var browser = new TestBrowser(host);

        await browser.GetAsync(welcome);
        Assert.Contains("Welcome, Rosa", browser.Html);
        await browser.SubmitAsync("join", ("password", "short"));
        Assert.Contains("at least 12 characters", Fault(browser));
        await browser.SubmitAsync("join", ("password", StorefrontScenario.Password));
        Assert.Equal($"/s/{acme.Slug}", browser.Location);
        Assert.True(browser.Cookies.ContainsKey(Session));
        await browser.GetAsync(welcome);
        Assert.Equal(HttpStatusCode.Gone, browser.Status);
        Assert.Contains("Link expired or already used", browser.Html);
    }

    [Fact]
    public async Task Session_cookies_are_http_only_and_lax_and_signing_out_ends_the_session()
    {
        var (_, home, _, email) = await ShopAsync(host);
        using var browser = new TestBrowser(host);
        await SignInAsync(browser, home, email, "wrong but long enough");
        Assert.Equal((HttpStatusCode.BadRequest, "Sign-in failed"), (browser.Status, browser.Notice));
        await SignInAsync(browser, home, email);

        foreach (var (name, path) in new[] { (Session, "path=/"), (StorefrontRealm.Refresh, $"path={home}/refresh") })
        {
            var cookie = Assert.Single(browser.SetCookies, value => value.StartsWith(name, StringComparison.Ordinal));
            var attributes = cookie.ToLowerInvariant().Split("; ");
            Assert.Subset(attributes.ToHashSet(), new HashSet<string> { path, "secure", "httponly", "samesite=lax" });
            Assert.DoesNotContain(attributes, attribute => attribute.StartsWith("domain", StringComparison.Ordinal));
        }
        Assert.Equal(43, browser.Cookies[StorefrontRealm.Refresh].Length); // 256 bits

        var token = browser.Cookies[Session];
        await browser.GetAsync(home);
        await browser.SubmitAsync($"{home}/logout");
        Assert.False(browser.Cookies.ContainsKey(Session));
        browser.Cookies[Session] = token; // a copy of the cookie
        await browser.GetAsync($"{home}/orders");
        Assert.Equal(HttpStatusCode.Redirect, browser.Status);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/login")]
    [InlineData("/s/other/checkout")]
    [InlineData("/s/SLUG/../../acme")]
    public async Task Signing_in_redirects_only_within_the_same_storefront(string returnUrl)
    {
        var (acme, home, _, email) = await ShopAsync(host);
        using var browser = new TestBrowser(host);
        returnUrl = returnUrl.Replace("SLUG", acme.Slug, StringComparison.Ordinal);
        await browser.GetAsync($"{home}/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontScenario.Password));

        Assert.Equal(home, browser.Location);
        await browser.GetAsync($"{home}/login?returnUrl={Uri.EscapeDataString(returnUrl)}"); // already signed in
        Assert.Equal(home, browser.Location);
    }
}
