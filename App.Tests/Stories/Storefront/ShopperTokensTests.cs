using System.Net.Http.Headers;
using System.Net;
using App.SignIn;
using App.Storefront;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Storefront;

/// <summary>Shoppers use access and refresh tokens in browsers without JavaScript and in API clients.</summary>
public sealed class ShopperTokensTests(TestHost host)
{
    readonly FakeClock clock = new();

    async Task<(TestOrganization Acme, string Email)> ShopAsync(TimeProvider? at = null)
    {
        var acme = await host.OrganizationAsync(clock: at);
        var email = AccountScenario.NewAddress("rosa");
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        return (acme, email);
    }

    static async Task<(int Status, System.Text.Json.JsonElement Body)> CallAsync(
        HttpClient http, string method, string path, object? body = null, string? token = null)
    {
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(method, path, body);
    }

    [Fact]
    public async Task A_shopper_token_works_only_at_its_storefront_and_not_in_the_staff_API()
    {
        var (acme, email) = await ShopAsync();
        var globex = await host.OrganizationAsync("Globex");
        using var http = host.Http();
        var auth = $"/storefront/{acme.Slug}/auth";

        Assert.Equal(
            400, (await CallAsync(http, "POST", $"{auth}/login", new { email, password = "wrong but long enough" })).Status);
        var (status, pair) = await CallAsync(
            http, "POST", $"{auth}/login", new { email, password = StorefrontScenario.Password });
        Assert.Equal(200, status);
        var token = pair.Text("access_token");
        Assert.Equal(email, (await CallAsync(http, "GET", $"/storefront/{acme.Slug}/me", token: token)).Body.Text("email"));
        foreach (var path in new[] { $"/storefront/{globex.Slug}/me", "/me", "/orders" })
            Assert.Equal(401, (await CallAsync(http, "GET", path, token: token)).Status);
        Assert.Equal(404, (await CallAsync(http, "GET", "/storefront/nowhere/me", token: token)).Status);
        Assert.Equal(401, (await CallAsync(
            http, "POST", $"/storefront/{globex.Slug}/auth/refresh", new { refresh_token = pair.Text("refresh_token") })).Status);
        Assert.Equal(
            401, (await CallAsync(http, "POST", "/auth/refresh", new { refresh_token = pair.Text("refresh_token") })).Status);

        var (_, next) = await CallAsync(http, "POST", $"{auth}/refresh", new { refresh_token = pair.Text("refresh_token") });
        Assert.Equal(204, (await CallAsync(http, "POST", $"{auth}/logout", token: next.Text("access_token"))).Status);
        Assert.Equal(401, (await CallAsync(http, "GET", $"/storefront/{acme.Slug}/me", token: token)).Status);
        Assert.Equal(
            401, (await CallAsync(http, "POST", $"{auth}/refresh", new { refresh_token = next.Text("refresh_token") })).Status);
    }

    [Fact]
    public async Task Staff_tokens_and_API_keys_are_rejected_by_the_storefront_API()
    {
        var (acme, _) = await ShopAsync();
        using var http = host.Http();

        foreach (var token in new[] { await host.AccessTokenAsync(acme.Owner, acme.Id), acme.Key.KeyText })
            Assert.Equal(401, (await CallAsync(http, "GET", $"/storefront/{acme.Slug}/me", token: token)).Status);
    }

    [Fact]
    public async Task A_browser_with_an_expired_token_is_refreshed_and_its_form_is_still_processed()
    {
        var (acme, email) = await ShopAsync(clock);
        var home = $"/s/{acme.Slug}";
        using var browser = new TestBrowser(host.WebIn("Testing", new Dictionary<string, string?>(), clock));
        await browser.GetAsync($"{home}/login");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontScenario.Password));
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
    public async Task An_expired_token_of_one_storefront_is_ignored_by_another()
    {
        var (acme, email) = await ShopAsync(clock);
        var globex = await host.OrganizationAsync("Globex", clock);
        using var browser = new TestBrowser(host.WebIn("Testing", new Dictionary<string, string?>(), clock));
        await browser.GetAsync($"/s/{acme.Slug}/login");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontScenario.Password));
        clock.Advance(TimeSpan.FromMinutes(16));

        await browser.GetAsync($"/s/{globex.Slug}");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.True(browser.Cookies.ContainsKey(StorefrontRealm.Cookie));
    }

    [Fact]
    public async Task Reuse_of_a_refresh_token_ends_the_shoppers_sessions_and_sends_one_email()
    {
        var (acme, email) = await ShopAsync(clock);
        var services = host.At(clock);
        async Task<Result<IssuedTokens>> RefreshAsync(string? token)
        {
            using var scope = services.CreateScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.Storefront(acme.Slug, null));
            return await scope.ServiceProvider.GetRequiredService<SessionRefresh<ShopperRealm>>()
                .AttemptAsync(token, null, default);
        }
        var laptop = (await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password)).Value;
        var phone = (await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password)).Value;
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RefreshAsync(laptop.RefreshToken)));
        var next = Assert.Single(all.Select(answer => answer.Value.Refresh).Distinct());
        var emailsBefore = (await host.EmailsToAsync(email)).Count;
        clock.Advance(TimeSpan.FromSeconds(6));

        var late = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefreshAsync(laptop.RefreshToken)));

        Assert.All(late, answer => Assert.Equal("refresh_refused", answer.Problem?.Code));
        foreach (var token in new[] { next, phone.RefreshToken })
            Assert.Equal("refresh_refused", (await RefreshAsync(token)).Problem?.Code);
        var emails = await host.EmailsToAsync(email);
        Assert.Equal((emailsBefore + 1, "You were signed out of Acme everywhere"), (emails.Count, emails[0].Subject));
        Assert.Single(await acme.AuditedAsync(), "shopper_session.end_after_token_reuse");
    }
}
