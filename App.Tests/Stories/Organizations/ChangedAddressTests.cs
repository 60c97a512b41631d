using System.Net;
using System.Net.Http.Json;
using App.Accounts;
using App.Catalog;
using App.Organizations;
using App.Storefront;
using App.Tests.Storefront;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Organizations;

/// <summary>An organization gets a new address while people use the old one.</summary>
public sealed class ChangedAddressTests(TestHost host)
{
    /// <summary>Changes the slug in the process that serves the pages, and returns the new one.</summary>
    async Task<string> MoveAsync(TestOrganization acme, string? to = null)
    {
        var slug = to ?? $"moved-{Guid.NewGuid().ToString("N")[..12]}";
        var owner = new TestActor(host.Web.Services, acme.Owner.Credential);
        var moved = await owner.Get<UpdateOrganization>().ExecuteAsync(new(Slug: slug));
        Assert.True(moved.Succeeded, moved.Problem?.Detail);
        return slug;
    }

    async Task<TestBrowser> SignedInAsync(TestActor member)
    {
        var browser = new TestBrowser(host);
        browser.Cookies[StaffRealm.AccessCookie] = await member.SessionTokenAsync();
        return browser;
    }

    [Fact]
    public async Task A_staff_page_at_the_old_address_redirects_members_only()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var slug = await MoveAsync(acme);

        using var member = await SignedInAsync(acme.Member);
        await member.GetAsync($"/{acme.Slug}/products?q=green%20tea");
        Assert.Equal((HttpStatusCode.Redirect, $"/{slug}/products?q=green%20tea"), (member.Status, member.Location));
        await member.FollowAsync();
        Assert.Equal(HttpStatusCode.OK, member.Status);
        await member.GetAsync($"/{acme.Slug}");
        Assert.Equal($"/{slug}", member.Location);

        using var other = await SignedInAsync(globex.Owner);
        await other.GetAsync($"/{acme.Slug}/products");
        var former = (other.Status, other.Location);
        await other.GetAsync("/unknown-organization/products");
        Assert.Equal((other.Status, other.Location), (former.Status, former.Location));
        Assert.Equal((HttpStatusCode.NotFound, null), (former.Status, former.Location));

        using var stranger = new TestBrowser(host);
        await stranger.GetAsync($"/{acme.Slug}/products");
        Assert.StartsWith("/login", stranger.Location);
    }

    [Fact]
    public async Task A_storefront_page_at_the_old_address_redirects_everyone_even_if_it_was_cached()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        using var browser = new TestBrowser(host);
        await browser.GetAsync($"/s/{acme.Slug}");
        await browser.GetAsync($"/s/{acme.Slug}");
        Assert.Contains(browser.Headers, header => header.StartsWith("Age:", StringComparison.Ordinal)); // cached
        var slug = await MoveAsync(acme);

        foreach (var (path, target) in new[]
        {
            ("", ""), ("?q=tea", "?q=tea"), ($"/p/{tea.Id}", $"/p/{tea.Id}"), ("/welcome/a-token", "/welcome/a-token"),
        })
        {
            await browser.GetAsync($"/s/{acme.Slug}{path}");
            Assert.Equal((HttpStatusCode.Redirect, $"/s/{slug}{target}"), (browser.Status, browser.Location));
        }
        await browser.GetAsync($"/s/{slug}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await MoveAsync(acme, acme.Slug); // takes the old one back
        await browser.GetAsync($"/s/{slug}");
        Assert.Equal($"/s/{acme.Slug}", browser.Location);
        await browser.GetAsync($"/s/{acme.Slug}");
        Assert.Equal((HttpStatusCode.OK, null), (browser.Status, browser.Location));
    }

    [Fact]
    public async Task A_form_that_was_open_meanwhile_is_still_handled()
    {
        var (acme, home, tea, email) = await StorefrontPagesTests.ShopAsync(host);
        using var browser = new TestBrowser(host);
        await StorefrontPagesTests.SignInAsync(browser, home, email);
        await StorefrontPagesTests.PutAsync(browser, home, tea, "2");
        await browser.GetAsync($"{home}/checkout");
        var slug = await MoveAsync(acme);

        await browser.SubmitAsync("place");

        Assert.StartsWith($"/s/{slug}/orders/ord_", browser.Location);
        await browser.FollowAsync();
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task An_open_page_and_programs_at_the_storefront_API_keep_working()
    {
        var (acme, _, _, email) = await StorefrontPagesTests.ShopAsync(host);
        await MoveAsync(acme);

        var page = acme.Member; // its pages still have the old slug in their URL
        Assert.True((await page.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Succeeded);
        using var http = host.Http();
        using var login = await http.PostAsJsonAsync(
            $"{Api.Base}/storefront/{acme.Slug}/auth/login", new { email, password = StorefrontScenario.Password });
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
    }

    [Fact]
    public async Task Another_instance_drops_the_pages_of_the_old_address_too()
    {
        using var cache = new CatalogCache(TimeProvider.System);
        var before = (cache.ChangesOf("old"), cache.ChangesOf("new"));

        await new InvalidateMovedCatalog(cache).HandleAsync(
            new(Id<Organization>.New(TimeProvider.System.GetUtcNow()), "old", "new"),
            new EventContext("test", Guid.NewGuid(), TimeProvider.System.GetUtcNow(), Guid.NewGuid(), "new"), default);

        Assert.Equal((before.Item1 + 1, before.Item2 + 1), (cache.ChangesOf("old"), cache.ChangesOf("new")));
    }

    [Fact]
    public async Task The_API_shows_and_changes_the_address_and_the_owner_needs_no_second_confirmation()
    {
        var acme = await host.OrganizationAsync();
        using var http = host.Http();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await host.AccessTokenAsync(acme.Owner, acme.Id));
        var slug = $"by-api-{Guid.NewGuid().ToString("N")[..12]}";

        using var changed = await http.PatchAsJsonAsync($"{Api.Base}/organization", new { slug });
        var shown = await http.GetStringAsync($"{Api.Base}/organization");

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains($"\"slug\":\"{slug}\"", shown);
    }
}
