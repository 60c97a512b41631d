using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using App.Platform;
using App.Tests.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

/// <summary>The limits as they are in production, on a clock that the test moves.</summary>
public sealed class LimitsTests(TestHouse house)
{
    static readonly Dictionary<string, string?> Strict = new() { ["STOCKADE_LIMITS"] = null };

    /// <summary>A house of its own, as all of a test's requests come from one address.</summary>
    WebApplicationFactory<Gate> Limited(TestClock clock) => house.WebIn("Testing", Strict, clock);

    static HttpClient With(WebApplicationFactory<Gate> web, string key)
    {
        var http = web.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return http;
    }

    static string One(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    [Fact]
    public async Task A_key_has_sixty_requests_a_minute_and_every_answer_says_how_many_are_left()
    {
        var clock = new TestClock();
        var acme = await house.OrganizationAsync(clock: clock);
        var web = Limited(clock);
        using var http = With(web, acme.Key.KeyText!);

        for (var left = 59; left >= 0; left--)
        {
            using var answer = await http.GetAsync(left % 2 == 0 ? "/api/v1/products" : "/api/v1/products/prd_nonsense");
            Assert.Equal(left % 2 == 0 ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal($"{left}", One(answer, "X-RateLimit-Remaining"));
            Assert.Equal($"\"key\";r={left};t=60", One(answer, "RateLimit"));
        }
        using var refused = await http.GetAsync("/api/v1/products");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("rate_limited", (await refused.Content.ReadFromJsonAsync<JsonElement>()).Text("code"));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal("\"key\";q=60;w=60, \"address\";q=120;w=60", One(refused, "RateLimit-Policy"));
        Assert.Equal("60", One(refused, "X-RateLimit-Limit"));
        Assert.Equal("60", One(refused, "Retry-After"));
        Assert.Equal($"{clock.GetUtcNow().ToUnixTimeSeconds() + 60}", One(refused, "X-RateLimit-Reset"));

        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/products")).StatusCode);
    }

    [Fact]
    public async Task An_address_has_a_hundred_and_twenty_whatever_keys_it_shows()
    {
        var clock = new TestClock();
        var acme = await house.OrganizationAsync(clock: clock);
        var web = Limited(clock);
        for (var i = 0; i < 3; i++)
        {
            using var http = With(web, (await acme.KeyAsync("products:read")).KeyText!);
            for (var n = 0; n < 40; n++)
                Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/products")).StatusCode);
        }

        using var fourth = With(web, (await acme.KeyAsync("products:read")).KeyText!);
        using var refused = await fourth.GetAsync("/api/v1/products");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("\"address\";r=0;t=60", One(refused, "RateLimit"));
    }

    [Fact]
    public async Task A_stranger_and_a_body_that_no_one_would_take_are_told_so_first()
    {
        var clock = new TestClock();
        var acme = await house.OrganizationAsync(clock: clock);
        var web = Limited(clock);
        using var http = With(web, acme.Key.KeyText!);
        for (var n = 0; n < 61; n++)
            await http.GetAsync("/api/v1/products");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await http.PostAsync("/api/v1/products", new StringContent("a=1"))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await http.PostAsJsonAsync("/api/v1/products", new { })).StatusCode);
        http.DefaultRequestHeaders.Authorization = new("Bearer", "stk_live_nonsense");
        using var stranger = await http.GetAsync("/api/v1/products");
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal("\"address\";q=120;w=60", One(stranger, "RateLimit-Policy"));
    }

    [Fact]
    public async Task Sign_in_forms_stop_after_ten_a_minute_and_five_failures_a_quarter_of_an_hour()
    {
        var clock = new TestClock();
        var acme = await house.OrganizationAsync(clock: clock);
        var web = Limited(clock);
        var address = $"Owner@{acme.Slug}.example";
        using var browser = new TestBrowser(web);

        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.BadRequest, await TryAsync());
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync());
        Assert.Contains("failed_sign_in", browser.Html);
        for (var i = 0; i < 5; i++)
            await TryAsync();
        Assert.Contains("That was too often", browser.Html);

        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.BadRequest, await TryAsync());

        async Task<HttpStatusCode> TryAsync()
        {
            await browser.GetAsync("/login");
            return (await browser.SubmitAsync("login", ("email", address), ("password", "wrong password here"))).Status;
        }
    }

    [Fact]
    public async Task Who_has_asked_for_too_many_mails_still_signs_in_and_up_and_by_a_program_still_asks()
    {
        var web = Limited(new TestClock());
        using var browser = new TestBrowser(web);
        using var http = TestHouse.Http(web);
        async Task<HttpStatusCode> SendAsync(string form, params (string, string)[] fields) => (await (await browser.GetAsync($"/{form}")).SubmitAsync(form, fields)).Status;

        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Redirect, await SendAsync("forgot", ("email", AccountStory.NewAddress("nobody"))));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync("forgot", ("email", AccountStory.NewAddress("nobody"))));

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync("login", ("email", AccountStory.NewAddress("nobody")), ("password", "wrong password here")));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync("signup", ("email", "nobody")));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync("reset", ("code", "000001"), ("password", "eleven herons over the bay")));
        Assert.Equal(202, (await http.SendAsync("POST", "/auth/forgot", new { email = AccountStory.NewAddress("nobody") })).Status);
    }

    [Fact]
    public async Task Sensitive_forms_stop_after_five_a_quarter_of_an_hour_each_for_itself_and_for_one_session()
    {
        var clock = new TestClock();
        var (web, services) = (Limited(clock), house.At(clock));
        using var ada = await SignsInAsync();
        using var eve = await SignsInAsync();
        static async Task<HttpStatusCode> SendAsync(TestBrowser browser) => (await (await browser.GetAsync("/account/password")).SubmitAsync("password", ("current", "x"), ("password", "short"))).Status;

        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(ada));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(ada));
        Assert.Contains("That was too often", ada.Html);

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(eve));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await (await ada.GetAsync("/account/delete")).SubmitAsync("delete", ("email", "not mine"))).Status);

        async Task<TestBrowser> SignsInAsync()
        {
            var (browser, email) = (new TestBrowser(web), AccountStory.NewAddress());
            await house.JoinsAsync(email, services: services);
            await browser.GetAsync("/login");
            return await browser.SubmitAsync("login", ("email", email), ("password", AccountStory.Password));
        }
    }

    [Fact]
    public void Every_form_for_strangers_is_an_entrance_with_a_limit()
    {
        string[] harmless = ["/", "/error", "/not-found", "/refused", "/docs/api", "/docs/errors", "/docs/errors/{Code}",
            // of the storefront's other forms each address may send so many: Limit.Storefront
            "/s/{Slug}", "/s/{Slug}/p/{Id}", "/s/{Slug}/account", "/s/{Slug}/account/sessions", "/s/{Slug}/cart", "/s/{Slug}/checkout", "/s/{Slug}/orders", "/s/{Slug}/orders/{Id}"];
        var pages = house.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<EntranceAttribute>() is null).Select(endpoint => endpoint.RoutePattern.RawText!).Distinct().ToList();

        Assert.Equal(harmless.Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }
}
