using System.Net;
using System.Net.Http.Headers;
using App.Accounts;

namespace App.Tests.Storefront;

/// <summary>Staff pages and API reject shopper cookies, and storefronts reject staff cookies and API keys.</summary>
public sealed class TwoRealmsTests(TestHost host)
{
    static readonly string[] Staff =
    [
        "", "/orders", "/products", "/customers", "/storefront", "/members", "/audit", "/api_keys/new",
    ];
    static readonly string[] Api = ["/api/v1/orders", "/api/v1/products", "/api/v1/customers", "/api/v1/me", "/api/v1/members"];

    async Task<(HttpStatusCode Status, string? Location, string Body)> GetAsync(
        string path, string? cookies = null, string? bearer = null)
    {
        using var http = host.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookies is not null)
            request.Headers.Add("Cookie", cookies);
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var answer = await http.SendAsync(request);
        var location = answer.Headers.Location is { IsAbsoluteUri: true } absolute
            ? absolute.PathAndQuery
            : answer.Headers.Location?.OriginalString;
        return (answer.StatusCode, location, await answer.Content.ReadAsStringAsync());
    }

    async Task<(TestOrganization Acme, string Token)> RosaAsync()
    {
        var acme = await host.OrganizationAsync();
        var email = AccountScenario.NewAddress("rosa");
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        return (acme, await host.AccessTokenOfAsync(
            (await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password)).Value));
    }

    [Fact]
    public async Task A_shopper_token_opens_the_storefront_but_no_staff_page_or_API_under_any_cookie_name()
    {
        var (acme, token) = await RosaAsync();

        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"/s/{acme.Slug}/orders", $"{StorefrontRealm.Cookie}={token}")).Status);
        foreach (var cookies in new[] { $"{StorefrontRealm.Cookie}={token}", $"{StaffRealm.AccessCookie}={token}" })
        {
            foreach (var page in Staff)
            {
                var answer = await GetAsync($"/{acme.Slug}{page}", cookies);
                Assert.Equal(HttpStatusCode.Redirect, answer.Status);
                Assert.StartsWith("/login?", answer.Location);
            }
            foreach (var path in Api)
                Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(path, cookies)).Status);
        }
        foreach (var path in Api)
            Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(path, bearer: token)).Status);
    }

    [Fact]
    public async Task Staff_cookies_and_API_keys_do_not_open_shopper_pages()
    {
        var acme = await host.OrganizationAsync();
        var token = await acme.Owner.SessionTokenAsync();
        var key = acme.Key.KeyText!;
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/v1/orders", $"{StaffRealm.AccessCookie}={token}")).Status);

        foreach (var page in new[] { "orders", "checkout", "orders/ord_x" })
            foreach (var (cookies, bearer) in new[]
            {
                ($"{StaffRealm.AccessCookie}={token}", null),
                ($"{StorefrontRealm.Cookie}={token}", null),
                (null, key),
                ($"{StorefrontRealm.Cookie}={key}", (string?)null),
            })
            {
                var answer = await GetAsync($"/s/{acme.Slug}/{page}", cookies, bearer);
                Assert.Equal(HttpStatusCode.Redirect, answer.Status);
                Assert.StartsWith($"/s/{acme.Slug}/login?", answer.Location);
            }
        var home = (await GetAsync($"/s/{acme.Slug}", $"{StaffRealm.AccessCookie}={token}")).Body;
        Assert.Contains("Sign in", home);
        Assert.DoesNotContain("Signed in as", home);
    }

    [Fact]
    public async Task A_shopper_of_one_storefront_is_a_visitor_at_another()
    {
        var (_, token) = await RosaAsync();
        var globex = await host.OrganizationAsync("Globex");

        Assert.StartsWith($"/s/{globex.Slug}/login?", (await GetAsync(
            $"/s/{globex.Slug}/orders", $"{StorefrontRealm.Cookie}={token}")).Location);
        Assert.DoesNotContain("Signed in as", (await GetAsync($"/s/{globex.Slug}", $"{StorefrontRealm.Cookie}={token}")).Body);
    }

    [Fact]
    public async Task With_a_session_in_each_realm_every_page_uses_its_own()
    {
        var (acme, token) = await RosaAsync();
        var both = $"{StorefrontRealm.Cookie}={token}; {StaffRealm.AccessCookie}={await acme.Owner.SessionTokenAsync()}";

        Assert.Contains("Signed in as <b>Rosa</b>", (await GetAsync($"/s/{acme.Slug}", both)).Body);
        Assert.Contains("Owner of", (await GetAsync($"/{acme.Slug}", both)).Body);
    }

    [Fact]
    public async Task The_logo_upload_rejects_shoppers()
    {
        var (acme, token) = await RosaAsync();
        using var http = host.Http();
        using var post = new HttpRequestMessage(HttpMethod.Post, $"/{acme.Slug}/storefront/logo")
        {
            Content = new MultipartFormDataContent { { new ByteArrayContent(UpdateStorefrontTests.Png()), "logo", "logo.png" } },
        };
        post.Headers.Add("Cookie", $"{StorefrontRealm.Cookie}={token}");
        post.Headers.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(post)).StatusCode);
    }
}
