using System.Net;
using App.Accounts;
using App.Catalog;
using App.Organizations;

namespace App.Tests.Organizations;

public sealed class RequireSecondFactorTests(TestHost host)
{
    [Fact]
    public async Task Members_without_a_second_factor_are_blocked_until_they_add_one()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var there = host.As(ada.Session, ada.Slug, ada.Services);
        Assert.True((await there.Get<ListProducts>().ExecuteAsync(new(new()))).Succeeded);

        Assert.True((await there.Get<RequireSecondFactor>().ExecuteAsync(new(true))).Succeeded);

        Assert.Equal("second_factor_required", (await there.Get<ListProducts>().ExecuteAsync(new(new()))).Problem?.Code);
        Assert.Equal("second_factor_required", (await there.Get<GetSignInPolicy>().ExecuteAsync(new())).Problem?.Code);
        // no organization in the credential, as in the API
        Assert.Equal(
            "second_factor_required",
            (await host.As(ada.Session, null, ada.Services).Get<ListProducts>().ExecuteAsync(new(new()))).Problem?.Code);
        Assert.True((await ada.Here.Get<GetMe>().ExecuteAsync(new())).Succeeded); // account operations still work
        await ada.AddsAppAsync();
        Assert.True((await there.Get<ListProducts>().ExecuteAsync(new(new()))).Succeeded);
    }

    [Fact]
    public async Task API_keys_and_other_organizations_are_not_affected_and_the_change_is_audited()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");

        await acme.Owner.Get<RequireSecondFactor>().ExecuteAsync(new(true));

        Assert.True((await acme.Key.Get<ListProducts>().ExecuteAsync(new(new()))).Succeeded);
        Assert.True((await globex.Owner.Get<ListProducts>().ExecuteAsync(new(new()))).Succeeded);
        Assert.Contains("organization.require_second_factor", await acme.AuditedAsync());
    }

    [Fact]
    public async Task Only_an_owner_can_require_a_second_factor()
    {
        var acme = await host.OrganizationAsync();

        Assert.Equal("forbidden", (await acme.Admin.Get<RequireSecondFactor>().ExecuteAsync(new(true))).Problem?.Code);
    }

    [Fact]
    public async Task Pages_redirect_to_security_settings_and_the_API_returns_second_factor_required()
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<RequireSecondFactor>().ExecuteAsync(new(true));
        using var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await acme.Member.SessionTokenAsync();

        await browser.GetAsync($"/{acme.Slug}/orders");
        Assert.Equal($"/account/security?returnUrl={Uri.EscapeDataString($"/{acme.Slug}/orders")}", browser.Location);
        await browser.GetAsync($"/{acme.Slug}/webhooks/new");
        Assert.StartsWith("/account/security", browser.Location);
        await browser.GetAsync($"/account/security?returnUrl=/{acme.Slug}");
        Assert.Contains("Your organization requires a second factor", browser.Html);

        await browser.GetAsync("/api/v1/products");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        Assert.Contains("second_factor_required", browser.Html);
    }
}
