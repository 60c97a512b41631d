using System.Net;
using App.Catalog;
using App.Storefront;

namespace App.Tests.Storefront;

/// <summary>Anonymous visitors share cached catalog pages; requests with a session or a cart are not cached.</summary>
public sealed class CatalogPagesTests(TestHost host)
{
    /// <summary>Acts in the process that serves the pages, because its cache is notified only of its own commits.</summary>
    TestActor Beside(TestActor actor) => new(host.Web.Services, actor.Credential);

    async Task<(string Page, bool Kept, string RequestId)> GetAsync(string path, string cookies = "")
    {
        using var http = host.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Cookie", cookies);
        using var answer = await http.SendAsync(request);
        Assert.False(answer.Headers.Contains("Set-Cookie"), "A page of the catalog sets no cookie.");
        var page = await answer.Content.ReadAsStringAsync();
        return (page, answer.Headers.Age is not null, answer.Headers.GetValues("Request-Id").Single());
    }

    [Fact]
    public async Task Visitors_share_a_cached_page_with_separate_request_ids()
    {
        var acme = await host.OrganizationAsync();
        await acme.StocksTeaAsync();

        var first = await GetAsync($"/s/{acme.Slug}?q=tea");
        var second = await GetAsync($"/s/{acme.Slug}?q=tea&utm_source=mail");
        var third = await GetAsync($"/s/{acme.Slug}?q=coffee");

        Assert.Equal((false, true, false), (first.Kept, second.Kept, third.Kept));
        Assert.Equal(first.Page, second.Page);
        Assert.NotEqual(first.RequestId, second.RequestId);
        Assert.NotEqual(first.Page, third.Page);
    }

    [Fact]
    public async Task A_cached_page_contains_no_query_parameters_of_its_first_visitor_that_it_does_not_read()
    {
        var acme = await host.OrganizationAsync();
        await acme.StocksTeaAsync();

        var first = await GetAsync($"/s/{acme.Slug}?q=tea&zz=m931818");
        var second = await GetAsync($"/s/{acme.Slug}?q=tea");

        Assert.True(second.Kept);
        Assert.DoesNotContain("m931818", first.Page);
        Assert.Contains("?q=tea", second.Page);
    }

    [Theory]
    [InlineData(StorefrontRealm.Cookie + "=whatever-this-is-worth")]
    [InlineData("__Host-cart=a-token-of-a-cart-that-nobody-has-ever-seen")]
    public async Task Requests_with_a_session_or_a_cart_get_an_uncached_page(string cookie)
    {
        var acme = await host.OrganizationAsync();
        await acme.StocksTeaAsync();
        var shop = $"/s/{acme.Slug}";

        Assert.False((await GetAsync(shop, cookie)).Kept);
        Assert.False((await GetAsync(shop)).Kept, "A page rendered for one visitor was cached for all.");
        Assert.True((await GetAsync(shop)).Kept);
        Assert.False((await GetAsync(shop, cookie)).Kept);
    }

    [Fact]
    public async Task The_page_uses_the_visitors_own_color_theme()
    {
        var acme = await host.OrganizationAsync();
        await GetAsync($"/s/{acme.Slug}", "theme=dark");

        Assert.Contains("data-theme=\"dark\"", (await GetAsync($"/s/{acme.Slug}", "theme=dark")).Page);
        Assert.DoesNotContain("data-theme", (await GetAsync($"/s/{acme.Slug}", "theme=nonsense")).Page);
    }

    [Fact]
    public async Task Catalog_and_branding_changes_show_immediately()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        var shop = $"/s/{acme.Slug}";
        await GetAsync(shop);

        var renamed = await Beside(acme.Admin).Get<UpdateProduct>().ExecuteAsync(new(tea.Id, new() { Name = "Moon tea" }));
        Assert.True(renamed.Succeeded, renamed.Problem?.Detail);
        Assert.Contains("Moon tea", (await GetAsync(shop)).Page);
        var branding = (await Beside(acme.Admin).Get<UpdateStorefront>().ExecuteAsync(new() { Accent = "#1D4E89" })).Value;
        Assert.Contains(AccentTheme.Of(branding.Accent)!.Hash, (await GetAsync(shop)).Page);
        Assert.True((await GetAsync(shop)).Kept);
    }

    [Fact]
    public async Task An_unknown_storefront_is_not_cached()
    {
        using var http = host.Http();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await http.GetAsync("/s/nobody-has-this-name");
            Assert.Equal((HttpStatusCode.NotFound, null), (answer.StatusCode, answer.Headers.Age));
        }
    }

    [Fact]
    public async Task Storefront_pages_contain_no_circuit_state()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        using var http = host.Http();

        foreach (var path in new[] { "", $"/p/{tea.Id}", "/cart", "/login" })
            Assert.DoesNotContain("Component-State", await http.GetStringAsync($"/s/{acme.Slug}{path}"));
        Assert.Contains("Component-State", await http.GetStringAsync("/login")); // pages that can start a circuit contain it
    }
}
