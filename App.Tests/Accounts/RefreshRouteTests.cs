using System.Net;
using App.Accounts;
using App.Platform;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>A browser without script whose access token runs out: it is led over the refresh route, and back.</summary>
public sealed class RefreshRouteTests(TestHouse house)
{
    readonly TestClock clock = new();

    async Task<(TestBrowser Browser, string Email, WebApplicationFactory<Gate> Web)> SignedInAsync()
    {
        var web = house.WebIn("Testing", new Dictionary<string, string?>(), clock);
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada, services: house.At(clock));
        var browser = new TestBrowser(web);
        await browser.GetAsync("/login");
        await browser.SubmitAsync("login", ("email", ada), ("password", AccountStory.Password));
        await browser.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        return (browser, ada, web);
    }

    static string RefreshTo(string page) => $"/account/refresh?returnUrl={Uri.EscapeDataString(page)}";

    [Fact]
    public async Task A_page_asked_for_with_an_old_token_is_led_over_the_refresh_and_back()
    {
        var (browser, _, _) = await SignedInAsync();
        var (access, refresh) = (browser.Cookies[StaffCookie.Access], browser.Cookies[StaffCookie.Refresh]);
        clock.Advance(TimeSpan.FromMinutes(16));

        foreach (var page in new[] { "/account/sessions", "/select?all=1" })
        {
            browser.Cookies[StaffCookie.Access] = access;
            await browser.GetAsync(page);
            Assert.Equal((HttpStatusCode.Redirect, RefreshTo(page)), (browser.Status, browser.Location));
            await browser.FollowAsync();
            Assert.Equal((HttpStatusCode.Redirect, page), (browser.Status, browser.Location));
            await browser.FollowAsync();
            Assert.Equal(HttpStatusCode.OK, browser.Status);
        }
        Assert.NotEqual(refresh, browser.Cookies[StaffCookie.Refresh]);
        Assert.Contains("data-access-left=\"900\"", browser.Html);
    }

    [Fact]
    public async Task A_form_sent_with_an_old_token_arrives_with_all_that_was_typed()
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
    public async Task Two_tabs_at_once_come_back_with_the_same_tokens()
    {
        var (browser, _, _) = await SignedInAsync();
        clock.Advance(TimeSpan.FromMinutes(16));
        using var other = browser.Twin();

        await Task.WhenAll(browser.GetAsync(RefreshTo("/select")), other.GetAsync(RefreshTo("/select")));

        Assert.Equal(browser.Cookies[StaffCookie.Refresh], other.Cookies[StaffCookie.Refresh]);
        await other.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.OK, other.Status);
    }

    [Fact]
    public async Task When_the_session_is_over_the_old_token_is_forgotten_and_the_way_leads_to_sign_in()
    {
        var (browser, _, _) = await SignedInAsync();
        var everything = browser.Twin();
        await browser.SubmitAsync("/logout");
        Assert.Empty(browser.Cookies.Keys.Intersect([StaffCookie.Access, StaffCookie.Refresh]));
        clock.Advance(TimeSpan.FromMinutes(16));

        await everything.GetAsync("/account/sessions"); // a copy of the cookies
        await everything.FollowAsync();
        Assert.Equal("/account/sessions", everything.Location);
        Assert.False(everything.Cookies.ContainsKey(StaffCookie.Access));
        await everything.FollowAsync();
        Assert.Equal("/login?returnUrl=%2Faccount%2Fsessions", everything.Location);
        await everything.GetAsync("/login");
        Assert.Equal(HttpStatusCode.OK, everything.Status);
        everything.Dispose();
    }

    [Fact]
    public async Task Without_the_refresh_cookie_one_is_asked_to_sign_in_and_not_led_in_circles()
    {
        var (browser, ada, _) = await SignedInAsync();
        browser.Cookies.Remove(StaffCookie.Refresh);
        clock.Advance(TimeSpan.FromMinutes(16));

        await browser.GetAsync("/account/sessions");
        await browser.FollowAsync();
        await browser.FollowAsync();
        await browser.FollowAsync();

        Assert.Contains("name=\"password\"", browser.Html);
        await browser.SubmitAsync("login", ("email", ada), ("password", AccountStory.Password));
        Assert.Equal("/account/sessions", browser.Location);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task The_way_back_leads_to_no_other_site(string returnUrl)
    {
        var (browser, _, _) = await SignedInAsync();

        await browser.GetAsync(RefreshTo(returnUrl));

        Assert.Equal("/", browser.Location);
    }

    [Fact]
    public async Task The_script_of_an_open_page_is_told_for_how_long_all_is_well()
    {
        var (browser, _, web) = await SignedInAsync();
        using var http = TestHouse.Http(web);
        async Task<(HttpStatusCode, string)> PostAsync(string refresh, string site)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/account/refresh");
            request.Headers.TryAddWithoutValidation("Cookie", $"{StaffCookie.Refresh}={refresh}");
            request.Headers.TryAddWithoutValidation("Origin", site);
            using var answer = await http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        var ours = http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        Assert.Equal((HttpStatusCode.OK, """{"expires_in":900}"""), await PostAsync(browser.Cookies[StaffCookie.Refresh], ours));
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(Token.New(), ours)).Item1);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(browser.Cookies[StaffCookie.Refresh], "https://evil.example")).Item1);
    }

    [Fact]
    public async Task The_API_takes_no_old_cookie_and_leads_nobody_anywhere()
    {
        var (browser, _, _) = await SignedInAsync();
        clock.Advance(TimeSpan.FromMinutes(16));

        await browser.GetAsync("/api/v1/me");

        Assert.Equal((HttpStatusCode.Unauthorized, null), (browser.Status, browser.Location));
    }

    [Fact]
    public async Task The_socket_of_an_open_page_is_taken_up_with_a_token_a_little_too_old()
    {
        var (browser, _, web) = await SignedInAsync();
        using var http = TestHouse.Http(web);
        async Task<HttpStatusCode> NegotiateAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
            request.Headers.TryAddWithoutValidation("Cookie", $"{StaffCookie.Access}={browser.Cookies[StaffCookie.Access]}");
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
    [InlineData("cross-site", "navigate", true, false)] // the cookie came along
    [InlineData("same-origin", "navigate", false, false)]
    [InlineData("none", "navigate", false, false)]
    [InlineData("cross-site", "no-cors", false, false)]
    public async Task Who_comes_from_a_mail_is_let_ask_again_from_here(string site, string mode, bool carriesCookie, bool hops)
    {
        using var http = house.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/invite/x?a=1&b=%22");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Mode", mode);
        if (carriesCookie)
            request.Headers.TryAddWithoutValidation("Cookie", $"{StaffCookie.Access}=x");

        using var answer = await http.SendAsync(request);

        Assert.Equal(hops, (await answer.Content.ReadAsStringAsync()).Contains("content=\"0;url=/invite/x?a=1&amp;b=%22\"", StringComparison.Ordinal));
    }
}
