using System.Net;
using System.Net.Http.Headers;
using App.Catalog;
using App.Platform;
using App.Storefront;
using App.Tests.Accounts;
using App.Tests.Catalog;
using App.Tests.Customers;
using App.Tests.Inventory;

namespace App.Tests.Storefront;

/// <summary>A shopper with a browser without script.</summary>
public sealed partial class StorefrontPagesTests(TestHouse house)
{
    const string Session = StorefrontRealm.Cookie;

    /// <summary>A storefront with tea, and the address of somebody who may buy there.</summary>
    async Task<(TestOrganization Acme, string Home, ProductView Tea, string Email)> ShopAsync(decimal quantity = 20)
    {
        var acme = await house.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        await acme.ReceivesAsync(tea.Variants[0].Id, await acme.OpensWarehouseAsync(), quantity);
        var email = AccountStory.NewAddress("rosa");
        await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), email);
        return (acme, $"/s/{acme.Slug}", tea, email);
    }

    static async Task PutAsync(TestBrowser browser, string home, ProductView product, string quantity)
    {
        await browser.GetAsync($"{home}/p/{product.Id}");
        await browser.SubmitAsync("add", ("variant", product.Variants[0].Id.ToString()), ("quantity", quantity));
    }

    static async Task SignInAsync(TestBrowser browser, string home, string email, string password = StorefrontStory.Password)
    {
        await browser.GetAsync($"{home}/login");
        await browser.SubmitAsync("login", ("email", email), ("password", password));
    }

    [Fact]
    public async Task Without_script_Rosa_finds_tea_signs_in_on_the_way_orders_and_sees_her_order()
    {
        var (_, home, tea, email) = await ShopAsync();
        using var browser = new TestBrowser(house);

        await browser.GetAsync($"{home}?q=green");
        Assert.Contains($"{home}/p/{tea.Id}", browser.Html);
        await PutAsync(browser, home, tea, "2.5");
        Assert.Equal($"{home}/p/{tea.Id}?added=1", browser.Location);
        await browser.GetAsync($"{home}/cart");
        await browser.SubmitAsync("cart", (CartFieldOf(tea), "4"), ("do", "checkout"));
        await browser.FollowAsync();
        Assert.Equal($"{home}/login?returnUrl={Uri.EscapeDataString($"{home}/checkout")}", browser.Location);
        await browser.FollowAsync();
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontStory.Password));
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
    public async Task Bad_quantities_are_said_beside_the_field_and_change_nothing()
    {
        var (_, home, tea, _) = await ShopAsync();
        using var browser = new TestBrowser(house);

        foreach (var (typed, said) in new[] { ("lots", "This is not a number."), ("0", "must be more than zero"), ("1000001", "1,000,000 or less"), ("0.00001", "four decimal places"), ("", "This is not a number.") })
        {
            await PutAsync(browser, home, tea, typed);
            Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
            Assert.Contains(said, Fault(browser));
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
        Assert.Contains("This is not a price.", Fault(browser));
    }

    static string Fault(TestBrowser browser) => WebUtility.HtmlDecode(string.Join('\n', Faults().Matches(browser.Html).Select(match => match.Value)));

    [System.Text.RegularExpressions.GeneratedRegex("<p class=\"fault\".*?</p>", System.Text.RegularExpressions.RegexOptions.Singleline)]
    private static partial System.Text.RegularExpressions.Regex Faults();

    [Fact]
    public async Task What_changed_before_the_order_is_shown_by_line_accepted_and_ordered()
    {
        var (acme, home, tea, email) = await ShopAsync();
        using var browser = new TestBrowser(house);
        await SignInAsync(browser, home, email);
        await PutAsync(browser, home, tea, "3");
        await browser.GetAsync($"{home}/checkout");
        await acme.Owner.Get<UpdateVariant>().ExecuteAsync(new(tea.Variants[0].Id, new(Price: new Money(777, "EUR"))));

        await browser.SubmitAsync("place");
        Assert.Equal((HttpStatusCode.Conflict, "Something has changed"), (browser.Status, browser.Notice));
        Assert.Contains("The price is €7.77 now; it was €4.50.", WebUtility.HtmlDecode(browser.Html));
        await browser.SubmitAsync("accept");
        await browser.FollowAsync();
        await browser.SubmitAsync("place");
        await browser.FollowAsync();

        Assert.Contains("€23.31", WebUtility.HtmlDecode(browser.Html));
    }

    [Fact]
    public async Task A_form_that_comes_late_is_answered_by_a_page()
    {
        var (acme, home, tea, email) = await ShopAsync();
        using var browser = new TestBrowser(house);
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
        browser.Cookies.Remove(Session); // signed out meanwhile
        await browser.SubmitAsync("place");
        Assert.Equal($"{home}/login?returnUrl={Uri.EscapeDataString($"{home}/checkout")}", browser.Location);

        await browser.GetAsync($"{home}/p/{tea.Id}");
        await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(tea.Id));
        await browser.SubmitAsync("add", ("variant", tea.Variants[0].Id.ToString()), ("quantity", "1"));
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Contains("was not found", WebUtility.HtmlDecode(browser.Html)); // this instance still shows it for half a minute, and sells it no more
        await browser.GetAsync($"{home}/p/{Id<Product>.New(DateTimeOffset.UnixEpoch)}");
        Assert.Contains("There is no such product", browser.Html);
    }

    [Fact]
    public async Task The_mailed_link_asks_for_a_password_and_signs_in()
    {
        var acme = await house.OrganizationAsync();
        var email = AccountStory.NewAddress("rosa");
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(await acme.KnowsCafeAsync(), "Rosa", email));
        var welcome = $"/s/{acme.Slug}/welcome/{await house.LinkToAsync(email)}";
        using var browser = new TestBrowser(house);

        await browser.GetAsync(welcome);
        Assert.Contains("Welcome, Rosa", browser.Html);
        await browser.SubmitAsync("join", ("password", "short"));
        Assert.Contains("at least 12 characters", Fault(browser));
        await browser.SubmitAsync("join", ("password", StorefrontStory.Password));
        Assert.Equal($"/s/{acme.Slug}", browser.Location);
        Assert.True(browser.Cookies.ContainsKey(Session));
        await browser.GetAsync(welcome);
        Assert.Equal(HttpStatusCode.Gone, browser.Status);
        Assert.Contains("This link leads nowhere", browser.Html);
    }

    [Fact]
    public async Task The_cookies_are_lax_and_for_no_script_and_signing_out_ends_it()
    {
        var (_, home, _, email) = await ShopAsync();
        using var browser = new TestBrowser(house);
        await SignInAsync(browser, home, email, "wrong but long enough");
        Assert.Equal((HttpStatusCode.BadRequest, "Sign-in failed"), (browser.Status, browser.Notice));
        await SignInAsync(browser, home, email);

        foreach (var (name, path) in new[] { (Session, "path=/"), (StorefrontRealm.Refresh, $"path={home}/refresh") })
        {
            var attributes = Assert.Single(browser.SetCookies, cookie => cookie.StartsWith(name, StringComparison.Ordinal)).ToLowerInvariant().Split("; ");
            Assert.Subset(attributes.ToHashSet(), new HashSet<string> { path, "secure", "httponly", "samesite=lax" });
            Assert.DoesNotContain(attributes, attribute => attribute.StartsWith("domain", StringComparison.Ordinal));
        }
        Assert.Equal(43, browser.Cookies[StorefrontRealm.Refresh].Length); // 256 bits

        var token = browser.Cookies[Session];
        await browser.GetAsync(home);
        await browser.SubmitAsync($"{home}/logout");
        Assert.False(browser.Cookies.ContainsKey(Session));
        browser.Cookies[Session] = token; // kept by somebody
        await browser.GetAsync($"{home}/orders");
        Assert.Equal(HttpStatusCode.Redirect, browser.Status);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/login")]
    [InlineData("/s/other/checkout")]
    [InlineData("/s/SLUG/../../acme")]
    public async Task Signing_in_leads_to_a_page_of_this_storefront_only(string returnUrl)
    {
        var (acme, home, _, email) = await ShopAsync();
        using var browser = new TestBrowser(house);
        returnUrl = returnUrl.Replace("SLUG", acme.Slug, StringComparison.Ordinal);
        await browser.GetAsync($"{home}/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontStory.Password));

        Assert.Equal(home, browser.Location);
        await browser.GetAsync($"{home}/login?returnUrl={Uri.EscapeDataString(returnUrl)}"); // signed in already
        Assert.Equal(home, browser.Location);
    }

    [Fact]
    public async Task Pages_hold_no_script_are_stored_by_nobody_and_missing_things_are_missing()
    {
        var (_, home, tea, email) = await ShopAsync();
        using var http = house.Http();
        using var browser = new TestBrowser(house);
        await SignInAsync(browser, home, email);
        await PutAsync(browser, home, tea, "1");

        foreach (var path in new[] { "", "?q=zzz", $"/p/{tea.Id}", "/cart", "/checkout", "/orders" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, home + path);
            request.Headers.Add("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            using var answer = await http.SendAsync(request);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain("<script", html);
            Assert.True(answer.Headers.CacheControl!.NoStore, path);
        }
        foreach (var path in new[] { $"{home}/p/prd_none", $"{home}/p/{Id<Product>.New(DateTimeOffset.UnixEpoch)}", $"{home}/orders/ord_none", $"{home}/nothing", $"{home}/logo/x", $"{home}/theme/x.css", "/s/nowhere", "/s/nowhere/cart", "/s" })
        {
            await browser.GetAsync(path);
            Assert.True(HttpStatusCode.NotFound == browser.Status, $"{path}: {browser.Status}");
        }
    }

    [Fact]
    public async Task Forms_without_their_token_or_from_elsewhere_are_refused()
    {
        var (_, home, tea, _) = await ShopAsync();
        using var http = house.Http();

        foreach (var (path, handler) in new[] { ($"{home}/p/{tea.Id}", "add"), ($"{home}/cart", "cart"), ($"{home}/login", "login"), ($"{home}/checkout", "place"), ($"{home}/logout", "") })
            foreach (var (origin, expected) in new[] { (http.BaseAddress!.GetLeftPart(UriPartial.Authority), HttpStatusCode.BadRequest), ("https://evil.example", HttpStatusCode.Forbidden) })
            {
                using var post = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("_handler", handler), new("quantity", "1")]) };
                post.Headers.Add("Origin", origin);
                using var answer = await http.SendAsync(post);
                Assert.True(expected == answer.StatusCode, $"{path} from {origin}: {answer.StatusCode}");
            }
    }

    [Fact]
    public async Task Sheet_and_logo_may_be_kept_for_good_and_an_old_address_leads_to_the_new()
    {
        var (acme, home, _, _) = await ShopAsync();
        var look = (await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(new() { Accent = "#1D4E89", Logo = UpdateStorefrontTests.Png() })).Value;
        using var http = house.Http();
        var (sheet, logo) = ($"{home}/theme/{AccentTheme.Of(look.Accent)!.Hash}.css", $"{home}/logo/{look.LogoHash}");

        foreach (var (path, type) in new[] { (sheet, "text/css"), (logo, "image/png") })
        {
            using var answer = await http.GetAsync(path);
            Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal(new CacheControlHeaderValue { Public = true, MaxAge = TimeSpan.FromDays(365), Extensions = { new("immutable") } }.ToString(), answer.Headers.CacheControl!.ToString());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
        Assert.Equal(sheet, (await http.GetAsync($"{home}/theme/0000000000000000.css")).Headers.Location!.OriginalString);
        Assert.Equal(logo, (await http.GetAsync($"{home}/logo/0000000000000000")).Headers.Location!.OriginalString);
        var page = await http.GetStringAsync(home);
        Assert.Contains(sheet, page);
        Assert.Contains(logo, page);
    }
}
