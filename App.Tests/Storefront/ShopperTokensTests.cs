using System.Net;
using System.Net.Http.Headers;
using App.Platform;
using App.Storefront;
using App.Tests.Accounts;
using App.Tests.Customers;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Storefront;

/// <summary>Shoppers' two tokens: in a browser without script, and in a program.</summary>
public sealed class ShopperTokensTests(TestHouse house)
{
    readonly TestClock clock = new();

    async Task<(TestOrganization Acme, string Email)> ShopAsync(TimeProvider? at = null)
    {
        var acme = await house.OrganizationAsync(clock: at);
        var email = AccountStory.NewAddress("rosa");
        await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), email);
        return (acme, email);
    }

    static async Task<(int Status, System.Text.Json.JsonElement Body)> CallAsync(HttpClient http, string method, string path, object? body = null, string? token = null)
    {
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(method, path, body);
    }

    [Fact]
    public async Task A_program_signs_in_at_one_storefront_and_is_nobody_at_another_and_in_the_staffs_API()
    {
        var (acme, email) = await ShopAsync();
        var globex = await house.OrganizationAsync("Globex");
        using var http = house.Http();
        var auth = $"/storefront/{acme.Slug}/auth";

        Assert.Equal(400, (await CallAsync(http, "POST", $"{auth}/login", new { email, password = "wrong but long enough" })).Status);
        var (status, pair) = await CallAsync(http, "POST", $"{auth}/login", new { email, password = StorefrontStory.Password });
        Assert.Equal(200, status);
        var token = pair.Text("access_token");
        Assert.Equal(email, (await CallAsync(http, "GET", $"/storefront/{acme.Slug}/me", token: token)).Body.Text("email"));
        foreach (var path in new[] { $"/storefront/{globex.Slug}/me", "/me", "/orders" })
            Assert.Equal(401, (await CallAsync(http, "GET", path, token: token)).Status);
        Assert.Equal(404, (await CallAsync(http, "GET", "/storefront/nowhere/me", token: token)).Status);
        Assert.Equal(401, (await CallAsync(http, "POST", $"/storefront/{globex.Slug}/auth/refresh", new { refresh_token = pair.Text("refresh_token") })).Status);
        Assert.Equal(401, (await CallAsync(http, "POST", "/auth/refresh", new { refresh_token = pair.Text("refresh_token") })).Status);

        var (_, next) = await CallAsync(http, "POST", $"{auth}/refresh", new { refresh_token = pair.Text("refresh_token") });
        Assert.Equal(204, (await CallAsync(http, "POST", $"{auth}/logout", token: next.Text("access_token"))).Status);
        Assert.Equal(401, (await CallAsync(http, "GET", $"/storefront/{acme.Slug}/me", token: token)).Status);
        Assert.Equal(401, (await CallAsync(http, "POST", $"{auth}/refresh", new { refresh_token = next.Text("refresh_token") })).Status);
    }

    [Fact]
    public async Task Staffs_tokens_and_keys_are_nobodys_at_the_storefronts_API()
    {
        var (acme, _) = await ShopAsync();
        using var http = house.Http();

        foreach (var token in new[] { await house.AccessTokenAsync(acme.Owner, acme.Id), acme.Key.KeyText })
            Assert.Equal(401, (await CallAsync(http, "GET", $"/storefront/{acme.Slug}/me", token: token)).Status);
    }

    [Fact]
    public async Task In_a_browser_an_old_token_is_renewed_on_the_way_and_a_form_arrives_whole()
    {
        var (acme, email) = await ShopAsync(clock);
        var home = $"/s/{acme.Slug}";
        using var browser = new TestBrowser(house.WebIn("Testing", new Dictionary<string, string?>(), clock));
        await browser.GetAsync($"{home}/login");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontStory.Password));
        clock.Advance(TimeSpan.FromDays(20)); // customers come back after weeks

        await browser.GetAsync($"{home}/orders");
        Assert.Equal($"{home}/refresh?returnUrl={Uri.EscapeDataString($"{home}/orders")}", browser.Location);
        await browser.FollowAsync();
        await browser.FollowAsync();
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("Rosa", browser.Html);

        clock.Advance(TimeSpan.FromMinutes(16));
        await browser.SubmitAsync($"{home}/logout");
        await browser.RepeatAsync();
        await browser.RepeatAsync();
        Assert.Equal((HttpStatusCode.Redirect, home), (browser.Status, browser.Location));
        Assert.False(browser.Cookies.ContainsKey(StorefrontRealm.Cookie));
    }

    [Fact]
    public async Task An_old_token_of_one_storefront_is_left_alone_by_the_next()
    {
        var (acme, email) = await ShopAsync(clock);
        var globex = await house.OrganizationAsync("Globex", clock);
        using var browser = new TestBrowser(house.WebIn("Testing", new Dictionary<string, string?>(), clock));
        await browser.GetAsync($"/s/{acme.Slug}/login");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontStory.Password));
        clock.Advance(TimeSpan.FromMinutes(16));

        await browser.GetAsync($"/s/{globex.Slug}");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.True(browser.Cookies.ContainsKey(StorefrontRealm.Cookie));
    }

    [Fact]
    public async Task A_spent_token_that_comes_back_late_ends_the_shoppers_sessions_with_one_mail_and_one_entry()
    {
        var (acme, email) = await ShopAsync(clock);
        var services = house.At(clock);
        async Task<Result<IssuedTokens>> RefreshAsync(string? token)
        {
            using var scope = services.CreateScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.Storefront(acme.Slug, null));
            return await scope.ServiceProvider.GetRequiredService<ShopperRefresh>().AttemptAsync(token, default);
        }
        var (desk, phone) = ((await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password)).Value, (await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password)).Value);
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RefreshAsync(desk.RefreshToken)));
        var next = Assert.Single(all.Select(answer => answer.Value.Refresh).Distinct());
        var mails = (await house.MailsToAsync(email)).Count;
        clock.Advance(TimeSpan.FromSeconds(6));

        var late = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefreshAsync(desk.RefreshToken)));

        Assert.All(late, answer => Assert.Equal("refresh_refused", answer.Problem?.Code));
        foreach (var token in new[] { next, phone.RefreshToken })
            Assert.Equal("refresh_refused", (await RefreshAsync(token)).Problem?.Code);
        var told = await house.MailsToAsync(email);
        Assert.Equal((mails + 1, "You were signed out of Acme everywhere"), (told.Count, told[0].Subject));
        Assert.Single(await acme.AuditedAsync(), "shopper_session.end_stolen");
    }
}
