using System.Net;
using App.Accounts;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>A browser without JavaScript whose access token expired is redirected through the refresh route and back.</summary>
public sealed class RefreshRouteTests(TestHost host)
{
    const string RefreshCookie = "__Secure-staff-refresh";

    readonly FakeClock clock = new();

    async Task<(TestBrowser Browser, string Email, WebApplicationFactory<Gate> Web)> SignedInAsync()
    {
        var web = host.WebIn("Testing", new Dictionary<string, string?>(), clock);
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada, services: host.At(clock));
        var browser = new TestBrowser(web);
        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", ada), ("password", AccountScenario.Password));
        await browser.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        return (browser, ada, web);
    }

    static string RefreshTo(string page) => $"/account/refresh?returnUrl={Uri.EscapeDataString(page)}";

    [Fact]
    public async Task A_page_request_with_an_expired_token_is_redirected_through_the_refresh_route()
    {
        var (browser, _, _) = await SignedInAsync();
        var access = browser.Cookies[StaffRealm.AccessCookie];
        var refresh = browser.Cookies[RefreshCookie];
        clock.Advance(TimeSpan.FromMinutes(16));

        foreach (var page in new[] { "/account/sessions", "/select?all=1" })
        {
            browser.Cookies[StaffRealm.AccessCookie] = access;
            await browser.GetAsync(page);
            Assert.Equal((HttpStatusCode.Redirect, RefreshTo(page)), (browser.Status, browser.Location));
            await browser.FollowAsync();
            Assert.Equal((HttpStatusCode.Redirect, page), (browser.Status, browser.Location));
            await browser.FollowAsync();
            Assert.Equal(HttpStatusCode.OK, browser.Status);
        }
        Assert.NotEqual(refresh, browser.Cookies[RefreshCookie]);
        Assert.Contains("data-access-left=\"900\"", browser.Html);
    }

    [Fact]
    public async Task A_form_posted_with_an_expired_token_keeps_its_fields()
    {
        var (browser, _, _) = await SignedInAsync();
        await browser.GetAsync("/select?all=1");
        clock.Advance(TimeSpan.FromHours(3));

        await browser.SubmitAsync("create", ("name", "Late but whole"), ("currency", "USD"), ("timeZone", "Europe/Paris"));
        Assert.Equal(RefreshTo("/select?all=1"), browser.Location);
        await browser.RepeatAsync();
        Assert.Equal("/select?all=1", browser.Location);
        await browser.RepeatAsync();

        Assert.StartsWith("/late-but-whole", browser.Location);
    }

    [Fact]
    public async Task Two_tabs_that_refresh_concurrently_get_the_same_tokens()
    {
        var (browser, _, _) = await SignedInAsync();
        clock.Advance(TimeSpan.FromMinutes(16));
        using var other = browser.Twin();

        await Task.WhenAll(browser.GetAsync(RefreshTo("/select")), other.GetAsync(RefreshTo("/select")));

        Assert.Equal(browser.Cookies[RefreshCookie], other.Cookies[RefreshCookie]);
        await other.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.OK, other.Status);
    }

    [Fact]
    public async Task After_the_session_ended_the_expired_token_is_cleared_and_sign_in_opens()
    {
        var (browser, _, _) = await SignedInAsync();
        var everything = browser.Twin();
        await browser.SubmitAsync("/logout");
        Assert.Empty(browser.Cookies.Keys.Intersect([StaffRealm.AccessCookie, RefreshCookie]));
        clock.Advance(TimeSpan.FromMinutes(16));

        await everything.GetAsync("/account/sessions"); // a copy of the cookies
        await everything.FollowAsync();
        Assert.Equal("/account/sessions", everything.Location);
        Assert.False(everything.Cookies.ContainsKey(StaffRealm.AccessCookie));
        await everything.FollowAsync();
        Assert.Equal("/login?returnUrl=%2Faccount%2Fsessions", everything.Location);
        await everything.GetAsync("/login");
        Assert.Equal(HttpStatusCode.OK, everything.Status);
        everything.Dispose();
    }

    [Fact]
    public async Task Without_a_refresh_cookie_the_browser_reaches_sign_in_without_a_redirect_loop()
    {
        var (browser, ada, _) = await SignedInAsync();
        browser.Cookies.Remove(RefreshCookie);
        clock.Advance(TimeSpan.FromMinutes(16));

        await browser.GetAsync("/account/sessions");
        await browser.FollowAsync();
        await browser.FollowAsync();
        await browser.FollowAsync();

        Assert.Contains("name=\"password\"", browser.Html);
        await browser.SubmitAsync("login", ("email", ada), ("password", AccountScenario.Password));
        Assert.Equal("/account/sessions", browser.Location);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task The_refresh_route_does_not_redirect_to_other_sites(string returnUrl)
    {
        var (browser, _, _) = await SignedInAsync();

        await browser.GetAsync(RefreshTo(returnUrl));

        Assert.Equal("/", browser.Location);
    }

    [Fact]
    public async Task The_refresh_route_returns_the_access_token_lifetime_to_same_origin_scripts()
    {
        var (browser, _, web) = await SignedInAsync();
        using var http = TestHost.Http(web);
        async Task<(HttpStatusCode, string)> PostAsync(string refresh, string publicUrl)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/account/refresh");
            request.Headers.TryAddWithoutValidation("Cookie", $"{RefreshCookie}={refresh}");
            request.Headers.TryAddWithoutValidation("Origin", publicUrl);
            using var answer = await http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        var ours = http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        Assert.Equal((HttpStatusCode.OK, """{"expires_in":900}"""), await PostAsync(browser.Cookies[RefreshCookie], ours));
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(Token.New(), ours)).Item1);
        Assert.Equal(
            HttpStatusCode.Forbidden, (await PostAsync(browser.Cookies[RefreshCookie], "https://evil.example")).Item1);
    }

    [Fact]
    public async Task The_API_answers_an_expired_cookie_with_401_and_no_redirect()
    {
        var (browser, _, _) = await SignedInAsync();
        clock.Advance(TimeSpan.FromMinutes(16));

        await browser.GetAsync("/api/v1/me");

        Assert.Equal((HttpStatusCode.Unauthorized, null), (browser.Status, browser.Location));
    }

    [Fact]
    public async Task A_circuit_negotiates_with_a_recently_expired_token()
    {
        var (browser, _, web) = await SignedInAsync();
        using var http = TestHost.Http(web);
        async Task<HttpStatusCode> NegotiateAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
            request.Headers.TryAddWithoutValidation("Cookie", $"{StaffRealm.AccessCookie}={browser.Cookies[StaffRealm.AccessCookie]}");
            request.Headers.TryAddWithoutValidation("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }

        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync());
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync());
    }

    [Theory]
    [InlineData("cross-site", "navigate", false, true)]
    [InlineData("cross-site", "navigate", true, false)] // the cookie was sent
    [InlineData("same-origin", "navigate", false, false)]
    [InlineData("none", "navigate", false, false)]
    [InlineData("cross-site", "no-cors", false, false)]
    public async Task A_cross_site_navigation_without_the_cookie_is_reloaded_from_the_same_site(
        string publicUrl, string mode, bool carriesCookie, bool redirects)
    {
        using var http = host.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/invite/x?a=1&b=%22");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", publicUrl);
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Mode", mode);
        if (carriesCookie)
            request.Headers.TryAddWithoutValidation("Cookie", $"{StaffRealm.AccessCookie}=x");

        using var answer = await http.SendAsync(request);

        Assert.Equal(redirects, (await answer.Content.ReadAsStringAsync()).Contains(
            "content=\"0;url=/invite/x?a=1&amp;b=%22\"", StringComparison.Ordinal));
    }
}
