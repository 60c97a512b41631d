using System.Net;
using System.Net.Http.Headers;
using App.Accounts;
using App.Platform;
using App.Tests.Accounts;
using App.Tests.Customers;

namespace App.Tests.Storefront;

/// <summary>A customer's cookie is worth nothing on staff pages and the API, and staff's cookies and keys are worth nothing at a storefront.</summary>
public sealed class TwoRealmsTests(TestHouse house)
{
    static readonly string[] Staff = ["", "/orders", "/products", "/customers", "/storefront", "/members", "/audit", "/api_keys/new"];
    static readonly string[] Api = ["/api/v1/orders", "/api/v1/products", "/api/v1/customers", "/api/v1/me", "/api/v1/members"];

    async Task<(HttpStatusCode Status, string? Location, string Body)> GetAsync(string path, string? cookies = null, string? bearer = null)
    {
        using var http = house.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookies is not null)
            request.Headers.Add("Cookie", cookies);
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, answer.Headers.Location is { } location ? location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString : null, await answer.Content.ReadAsStringAsync());
    }

    async Task<(TestOrganization Acme, string Token)> RosaAsync()
    {
        var acme = await house.OrganizationAsync();
        var email = AccountStory.NewAddress("rosa");
        await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), email);
        return (acme, await house.AccessTokenOfAsync((await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password)).Value));
    }

    [Fact]
    public async Task The_shoppers_cookie_opens_the_storefront_and_under_no_name_anything_of_staff()
    {
        var (acme, token) = await RosaAsync();

        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"/s/{acme.Slug}/orders", $"{StorefrontRealm.Cookie}={token}")).Status);
        foreach (var cookies in new[] { $"{StorefrontRealm.Cookie}={token}", $"{StaffCookie.Access}={token}" })
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
    public async Task Staffs_cookie_and_keys_open_nothing_that_needs_a_shopper()
    {
        var acme = await house.OrganizationAsync();
        var (token, key) = (await acme.Owner.SessionTokenAsync(), acme.Key.KeyText!);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/v1/orders", $"{StaffCookie.Access}={token}")).Status);

        foreach (var page in new[] { "orders", "checkout", "orders/ord_x" })
            foreach (var (cookies, bearer) in new[] { ($"{StaffCookie.Access}={token}", null), ($"{StorefrontRealm.Cookie}={token}", null), (null, key), ($"{StorefrontRealm.Cookie}={key}", (string?)null) })
            {
                var answer = await GetAsync($"/s/{acme.Slug}/{page}", cookies, bearer);
                Assert.Equal(HttpStatusCode.Redirect, answer.Status);
                Assert.StartsWith($"/s/{acme.Slug}/login?", answer.Location);
            }
        var home = (await GetAsync($"/s/{acme.Slug}", $"{StaffCookie.Access}={token}")).Body;
        Assert.Contains("Sign in", home);
        Assert.DoesNotContain("Signed in as", home);
    }

    [Fact]
    public async Task Signed_in_here_one_is_a_visitor_next_door()
    {
        var (_, token) = await RosaAsync();
        var globex = await house.OrganizationAsync("Globex");

        Assert.StartsWith($"/s/{globex.Slug}/login?", (await GetAsync($"/s/{globex.Slug}/orders", $"{StorefrontRealm.Cookie}={token}")).Location);
        Assert.DoesNotContain("Signed in as", (await GetAsync($"/s/{globex.Slug}", $"{StorefrontRealm.Cookie}={token}")).Body);
    }

    [Fact]
    public async Task Signed_in_in_both_realms_each_page_knows_its_own()
    {
        var (acme, token) = await RosaAsync();
        var both = $"{StorefrontRealm.Cookie}={token}; {StaffCookie.Access}={await acme.Owner.SessionTokenAsync()}";

        Assert.Contains("Signed in as <b>Rosa</b>", (await GetAsync($"/s/{acme.Slug}", both)).Body);
        Assert.Contains("Owner of", (await GetAsync($"/{acme.Slug}", both)).Body);
    }

    [Fact]
    public async Task The_staffs_logo_form_takes_no_shopper_and_no_member()
    {
        var (acme, token) = await RosaAsync();
        using var http = house.Http();
        using var post = new HttpRequestMessage(HttpMethod.Post, $"/{acme.Slug}/storefront/logo") { Content = new MultipartFormDataContent { { new ByteArrayContent(UpdateStorefrontTests.Png()), "logo", "logo.png" } } };
        post.Headers.Add("Cookie", $"{StorefrontRealm.Cookie}={token}");
        post.Headers.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(post)).StatusCode);
    }
}
