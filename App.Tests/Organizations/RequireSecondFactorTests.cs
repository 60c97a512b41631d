using System.Net;
using App.Accounts;
using App.Catalog;
using App.Organizations;
using App.Platform;
using App.Tests.Accounts;

namespace App.Tests.Organizations;

public sealed class RequireSecondFactorTests(TestHouse house)
{
    [Fact]
    public async Task A_member_without_one_comes_in_nowhere_until_there_is_one_and_a_key_goes_on()
    {
        var ada = await FactorStory.BeginAsync(house);
        var there = house.As(ada.Session, ada.Slug, ada.Services);
        Assert.True((await there.Get<ListProducts>().ExecuteAsync(new(new()))).Succeeded);

        Assert.True((await there.Get<RequireSecondFactor>().ExecuteAsync(new(true))).Succeeded);

        Assert.Equal("second_factor_required", (await there.Get<ListProducts>().ExecuteAsync(new(new()))).Problem?.Code);
        Assert.Equal("second_factor_required", (await there.Get<GetEntryRules>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("second_factor_required", (await house.As(ada.Session, null, ada.Services).Get<ListProducts>().ExecuteAsync(new(new()))).Problem?.Code); // as the API does
        Assert.True((await ada.Here.Get<GetMe>().ExecuteAsync(new())).Succeeded); // the account's own door stays open
        await ada.AddsAppAsync();
        Assert.True((await there.Get<ListProducts>().ExecuteAsync(new(new()))).Succeeded);
    }

    [Fact]
    public async Task Keys_and_members_of_other_organizations_notice_nothing_and_the_log_says_who_asked_for_it()
    {
        var (acme, globex) = (await house.OrganizationAsync(), await house.OrganizationAsync("Globex"));

        await acme.Owner.Get<RequireSecondFactor>().ExecuteAsync(new(true));

        Assert.True((await acme.Key.Get<ListProducts>().ExecuteAsync(new(new()))).Succeeded);
        Assert.True((await globex.Owner.Get<ListProducts>().ExecuteAsync(new(new()))).Succeeded);
        Assert.Contains("organization.require_second_factor", await acme.AuditedAsync());
    }

    [Fact]
    public async Task Only_an_owner_asks_for_it()
    {
        var acme = await house.OrganizationAsync();

        Assert.Equal("forbidden", (await acme.Admin.Get<RequireSecondFactor>().ExecuteAsync(new(true))).Problem?.Code);
    }

    [Fact]
    public async Task Pages_lead_to_the_missing_factor_and_back_and_the_API_says_what_is_missing()
    {
        var acme = await house.OrganizationAsync();
        await acme.Owner.Get<RequireSecondFactor>().ExecuteAsync(new(true));
        using var browser = new TestBrowser(house);
        browser.Cookies["__Host-staff-session"] = await acme.Member.SessionTokenAsync();

        await browser.GetAsync($"/{acme.Slug}/orders");
        Assert.Equal($"/account/security?returnUrl={Uri.EscapeDataString($"/{acme.Slug}/orders")}", browser.Location);
        await browser.GetAsync($"/{acme.Slug}/webhooks/new");
        Assert.StartsWith("/account/security", browser.Location);
        await browser.GetAsync($"/account/security?returnUrl=/{acme.Slug}");
        Assert.Contains("Your organization asks for a second factor", browser.Html);

        await browser.GetAsync("/api/v1/products");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        Assert.Contains("second_factor_required", browser.Html);
    }
}
