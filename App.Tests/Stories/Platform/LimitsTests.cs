using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

/// <summary>The rate limits of production, on a fake clock.</summary>
public sealed class LimitsTests(TestHost host)
{
    static readonly Dictionary<string, string?> Strict = new() { ["STOCKADE_LIMITS"] = null };

    /// <summary>Each test has its own app, because all its requests come from one IP address.</summary>
    WebApplicationFactory<Gate> LimitedApp(FakeClock clock) => host.WebIn("Testing", Strict, clock);

    static HttpClient With(WebApplicationFactory<Gate> web, string key)
    {
        var http = web.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return http;
    }

    static string HeaderOf(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    [Fact]
    public async Task A_key_has_60_requests_a_minute_and_responses_report_the_remaining_quota()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        var web = LimitedApp(clock);
        using var http = With(web, acme.Key.KeyText!);

        for (var left = 59; left >= 0; left--)
        {
            using var answer = await http.GetAsync(left % 2 == 0 ? "/api/v1/products" : "/api/v1/products/prd_nonsense");
            Assert.Equal(left % 2 == 0 ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal($"{left}", HeaderOf(answer, "X-RateLimit-Remaining"));
            Assert.Equal($"\"key\";r={left};t=60", HeaderOf(answer, "RateLimit"));
        }
        using var refused = await http.GetAsync("/api/v1/products");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("rate_limited", (await refused.Content.ReadFromJsonAsync<JsonElement>()).Text("code"));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal("\"key\";q=60;w=60, \"address\";q=120;w=60", HeaderOf(refused, "RateLimit-Policy"));
        Assert.Equal("60", HeaderOf(refused, "X-RateLimit-Limit"));
        Assert.Equal("60", HeaderOf(refused, "Retry-After"));
        Assert.Equal($"{clock.GetUtcNow().ToUnixTimeSeconds() + 60}", HeaderOf(refused, "X-RateLimit-Reset"));

        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/products")).StatusCode);
    }

    [Fact]
    public async Task An_IP_address_has_120_requests_a_minute_across_all_its_keys()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        var web = LimitedApp(clock);
        for (var i = 0; i < 3; i++)
        {
            using var http = With(web, (await acme.KeyAsync("products:read")).KeyText!);
            for (var n = 0; n < 40; n++)
                Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/products")).StatusCode);
        }

        using var fourth = With(web, (await acme.KeyAsync("products:read")).KeyText!);
        using var refused = await fourth.GetAsync("/api/v1/products");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("\"address\";r=0;t=60", HeaderOf(refused, "RateLimit"));
    }

    [Fact]
    public async Task Missing_authentication_and_unsupported_media_types_are_reported_before_rate_limits()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        var web = LimitedApp(clock);
        using var http = With(web, acme.Key.KeyText!);
        for (var n = 0; n < 61; n++)
            await http.GetAsync("/api/v1/products");

        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType, (await http.PostAsync("/api/v1/products", new StringContent("a=1"))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await http.PostAsJsonAsync("/api/v1/products", new { })).StatusCode);
        http.DefaultRequestHeaders.Authorization = new("Bearer", "stk_live_nonsense");
        using var anonymous = await http.GetAsync("/api/v1/products");
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal("\"address\";q=120;w=60", HeaderOf(anonymous, "RateLimit-Policy"));
    }

    [Fact]
    public async Task Sign_in_is_limited_to_10_requests_a_minute_and_5_failures_in_15_minutes()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        var web = LimitedApp(clock);
        var address = $"Owner@{acme.Slug}.example";
        using var browser = new TestBrowser(web);

        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.BadRequest, await TryAsync());
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync());
        Assert.Contains("failed_sign_in", browser.Html);
        for (var i = 0; i < 5; i++)
            await TryAsync();
        Assert.Contains("Too many requests", browser.Html);

        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.BadRequest, await TryAsync());

        async Task<HttpStatusCode> TryAsync()
        {
            await browser.GetAsync("/login");
            return (await browser.SubmitAsync("login", ("email", address), ("password", "wrong password here"))).Status;
        }
    }

    [Fact]
    public async Task The_limit_on_password_reset_forms_does_not_affect_sign_in_sign_up_or_the_API()
    {
        var web = LimitedApp(new FakeClock());
        using var browser = new TestBrowser(web);
        using var http = TestHost.Http(web);
        async Task<HttpStatusCode> SendAsync(string form, params (string, string)[] fields) =>
            (await (await browser.GetAsync($"/{form}")).SubmitAsync(form, fields)).Status;

        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Redirect, await SendAsync("forgot", ("email", AccountScenario.NewAddress("nobody"))));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync("forgot", ("email", AccountScenario.NewAddress("nobody"))));

        Assert.Equal(HttpStatusCode.BadRequest,
            await SendAsync("login", ("email", AccountScenario.NewAddress("nobody")), ("password", "wrong password here")));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync("signup", ("email", "nobody")));
        Assert.Equal(
            HttpStatusCode.BadRequest, await SendAsync("reset", ("code", "000001"), ("password", "eleven herons over the bay")));
        Assert.Equal(
            202, (await http.SendAsync("POST", "/auth/forgot", new { email = AccountScenario.NewAddress("nobody") })).Status);
    }

    [Fact]
    public async Task Sensitive_forms_are_limited_to_5_in_15_minutes_per_form_and_session()
    {
        var clock = new FakeClock();
        var web = LimitedApp(clock);
        var services = host.At(clock);
        using var ada = await SignsInAsync();
        using var eve = await SignsInAsync();
        static async Task<HttpStatusCode> SendAsync(TestBrowser browser) => (await (await browser.GetAsync("/account/password"))
            .SubmitAsync("password", ("current", "x"), ("password", "short"))).Status;

        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(ada));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(ada));
        Assert.Contains("Too many requests", ada.Html);

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(eve));
        Assert.NotEqual(HttpStatusCode.TooManyRequests,
            (await (await ada.GetAsync("/account/delete")).SubmitAsync("delete", ("email", "not mine"))).Status);

        async Task<TestBrowser> SignsInAsync()
        {
            var browser = new TestBrowser(web);
            var email = AccountScenario.NewAddress();
            await host.JoinsAsync(email, services: services);
            await browser.GetAsync("/login");
            return await browser.SubmitAsync("login", ("email", email), ("password", AccountScenario.Password));
        }
    }

    [Theory]
    [InlineData("unknown key")]
    [InlineData("unknown kid")]
    public async Task Strangers_with_made_up_credentials_are_refused_by_IP_address_before_any_look_up(string credential)
    {
        var web = LimitedApp(new FakeClock());
        using var http = web.CreateClient();
        for (var n = 0; n < 120; n++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync()).StatusCode);

        using var refused = await SendAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("(address)", (await refused.Content.ReadFromJsonAsync<JsonElement>()).Text("detail"));
        Assert.Equal("\"address\";r=0;t=60", HeaderOf(refused, "RateLimit"));

        Task<HttpResponseMessage> SendAsync()
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", credential == "unknown key"
                ? App.ApiKeys.KeyText.Make().Text
                : TokenWithKeyId($"{Guid.NewGuid():N}"));
            return http.GetAsync("/api/v1/products");
        }
    }

    static string TokenWithKeyId(string id)
    {
        static string Part(string json) =>
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return $"{Part($$"""{"alg":"RS256","typ":"at+jwt","kid":"{{id}}"}""")}.{Part("""{"sub":"x"}""")}.{Part("signature")}";
    }

    [Fact]
    public async Task Renewing_a_token_is_limited_for_GET_as_for_POST()
    {
        var web = LimitedApp(new FakeClock());
        using var http = web.CreateClient();
        for (var n = 0; n < 120; n++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/account/refresh")).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await http.GetAsync("/account/refresh")).StatusCode);
    }

    [Fact]
    public async Task Storefront_searches_are_limited_by_IP_address_and_the_page_names_the_limit()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        var web = LimitedApp(clock);
        using var http = web.CreateClient();
        for (var n = 0; n < 120; n++)
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"/s/{acme.Slug}?q=tea{n}")).StatusCode);

        using var refused = await http.GetAsync($"/s/{acme.Slug}?q=coffee");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("(storefront_pages)", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_IP_address_signs_up_5_times_an_hour_and_mistakes_are_not_counted()
    {
        var clock = new FakeClock();
        using var http = TestHost.Http(LimitedApp(clock));
        Task<(int Status, JsonElement)> SignUpAsync(string email) => http.SendAsync("POST", "/auth/signup",
            new { name = "Ada", email, password = "eleven herons over the bay" });
        Assert.Equal(400, (await SignUpAsync("nobody")).Status);
        for (var n = 0; n < 5; n++)
            Assert.Equal(202, (await SignUpAsync(AccountScenario.NewAddress())).Status);

        var (status, refused) = await SignUpAsync(AccountScenario.NewAddress());
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(429, status);
        Assert.Contains("(sign_up)", refused.Text("detail"));
        Assert.Equal(202, (await SignUpAsync(AccountScenario.NewAddress())).Status);
    }

    [Fact]
    public async Task Forms_of_signed_in_people_are_counted_per_session()
    {
        var clock = new FakeClock();
        var web = LimitedApp(clock);
        using var ada = new TestBrowser(web);
        var email = AccountScenario.NewAddress();
        await host.JoinsAsync(email, services: host.At(clock));
        await ada.GetAsync("/login");
        await ada.SubmitAsync("login", ("email", email), ("password", AccountScenario.Password));

        var statuses = new List<HttpStatusCode>();
        for (var n = 0; n < 101; n++)
        {
            await ada.GetAsync("/docs/errors");
            statuses.Add((await ada.SubmitAsync("/theme", ("theme", "dark"))).Status);
        }

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses[..100]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[100]);
        Assert.Contains("(session)", ada.Html);
    }

    [Fact]
    public void Every_anonymous_form_page_has_a_rate_limit()
    {
        // pages of the public site have no form but that of the theme
        string[] harmless = ["/error", "/not-found", "/refused",
            // other storefront forms are limited per IP address: Limit.Storefront
            "/s/{Slug}", "/s/{Slug}/p/{Id}", "/s/{Slug}/account", "/s/{Slug}/account/sessions", "/s/{Slug}/cart",
            "/s/{Slug}/checkout", "/s/{Slug}/orders", "/s/{Slug}/orders/{Id}"];
        var pages = host.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                && endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<RateLimitedAttribute>() is null
                && endpoint.Metadata.GetMetadata<PublicSiteAttribute>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText!).Distinct().ToList();

        Assert.Equal(harmless.Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }
}
