using System.Net;
using App.Catalog;
using App.Platform;
using App.Storefront;
using App.Tests.Catalog;

namespace App.Tests.Storefront;

/// <summary>One rendering of the catalogue for all who are nobody, and none of it for anyone who is somebody.</summary>
public sealed class CataloguePagesTests(TestHouse house)
{
    /// <summary>Acts where the pages are served: a cache hears of what its own process commits.</summary>
    TestActor Beside(TestActor actor) => new(house.Web.Services, actor.Credential);

    async Task<(string Page, bool Kept, string RequestId)> GetAsync(string path, string cookies = "")
    {
        using var http = house.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Cookie", cookies);
        using var answer = await http.SendAsync(request);
        Assert.False(answer.Headers.Contains("Set-Cookie"), "A page of the catalogue sets no cookie.");
        return (await answer.Content.ReadAsStringAsync(), answer.Headers.Age is not null, answer.Headers.GetValues("Request-Id").Single());
    }

    [Fact]
    public async Task Two_visitors_get_one_rendering_each_under_a_request_id_of_their_own()
    {
        var acme = await house.OrganizationAsync();
        await acme.StocksTeaAsync();

        var first = await GetAsync($"/s/{acme.Slug}?q=tea");
        var second = await GetAsync($"/s/{acme.Slug}?q=tea&utm_source=mail");
        var third = await GetAsync($"/s/{acme.Slug}?q=coffee");

        Assert.Equal((false, true, false), (first.Kept, second.Kept, third.Kept));
        Assert.Equal(first.Page, second.Page);
        Assert.NotEqual(first.RequestId, second.RequestId);
        Assert.NotEqual(first.Page, third.Page);
    }

    [Theory]
    [InlineData(StorefrontRealm.Cookie + "=whatever-this-is-worth")]
    [InlineData("__Host-cart=a-token-of-a-cart-that-nobody-has-ever-seen")]
    public async Task Whoever_has_a_session_or_a_cart_gets_a_page_of_their_own(string cookie)
    {
        var acme = await house.OrganizationAsync();
        await acme.StocksTeaAsync();
        var shop = $"/s/{acme.Slug}";

        Assert.False((await GetAsync(shop, cookie)).Kept);
        Assert.False((await GetAsync(shop)).Kept, "What was rendered for somebody was kept for everybody.");
        Assert.True((await GetAsync(shop)).Kept);
        Assert.False((await GetAsync(shop, cookie)).Kept);
    }

    [Fact]
    public async Task The_colors_of_the_page_are_its_visitors()
    {
        var acme = await house.OrganizationAsync();
        await GetAsync($"/s/{acme.Slug}", "theme=dark");

        Assert.Contains("data-theme=\"dark\"", (await GetAsync($"/s/{acme.Slug}", "theme=dark")).Page);
        Assert.DoesNotContain("data-theme", (await GetAsync($"/s/{acme.Slug}", "theme=nonsense")).Page);
    }

    [Fact]
    public async Task What_changes_is_seen_at_once()
    {
        var acme = await house.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        var shop = $"/s/{acme.Slug}";
        await GetAsync(shop);

        await Beside(acme.Admin).Get<UpdateProduct>().ExecuteAsync(new(tea.Id, new() { Name = "Moon tea" }));
        Assert.Contains("Moon tea", (await GetAsync(shop)).Page);
        var sheet = AccentTheme.Of((await Beside(acme.Admin).Get<UpdateStorefront>().ExecuteAsync(new() { Accent = "#1D4E89" })).Value.Accent)!.Hash;
        Assert.Contains(sheet, (await GetAsync(shop)).Page);
        Assert.True((await GetAsync(shop)).Kept);
    }

    [Fact]
    public async Task A_shop_that_is_not_there_is_asked_for_anew_each_time()
    {
        using var http = house.Http();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await http.GetAsync("/s/nobody-has-this-name");
            Assert.Equal((HttpStatusCode.NotFound, null), (answer.StatusCode, answer.Headers.Age));
        }
    }

    [Fact]
    public async Task No_page_of_a_storefront_carries_what_a_circuit_would_need()
    {
        var acme = await house.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        using var http = house.Http();

        foreach (var path in new[] { "", $"/p/{tea.Id}", "/cart", "/login" })
            Assert.DoesNotContain("Component-State", await http.GetStringAsync($"/s/{acme.Slug}{path}"));
        Assert.Contains("Component-State", await http.GetStringAsync("/login")); // there it is, on pages that may lead to one
    }
}
