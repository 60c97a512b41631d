using App.Accounts;
using App.SignIn;
using App.Storefront;

namespace App.Tests.Storefront;

public sealed class ChangeShopperPasswordTests(TestHost host)
{
    const string NewPassword = "rosa prefers black tea now";

    async Task<(TestOrganization Acme, TestActor Rosa, string Email)> OpensAsync()
    {
        var acme = await host.OrganizationAsync();
        var email = AccountScenario.NewAddress("rosa");
        return (acme, await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email), email);
    }

    [Fact]
    public async Task Changing_the_password_with_the_old_one_ends_other_sessions()
    {
        var (acme, rosa, email) = await OpensAsync();
        var elsewhere = acme.Showing(new Credential.Storefront(
            acme.Slug, (await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password)).Value.SessionId.Value));
        var proof = (await rosa.ProvesAsync(host)).Value;

        Assert.True(
            (await rosa.Get<ChangeShopperPassword>().ExecuteAsync(new(await host.HashAsync(NewPassword), proof))).Succeeded);

        Assert.True((await rosa.Get<GetShopperMe>().ExecuteAsync(new())).Succeeded);
        Assert.Equal("unauthenticated", (await elsewhere.Get<GetShopperMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.True((await acme.Visitor.SignsInAsync(host, email, NewPassword)).Succeeded);
        Assert.Contains(
            "Your password at Acme was changed", (await host.EmailsToAsync(email)).Select(message => message.Subject));
        Assert.Contains("shopper_password.change", await acme.AuditedAsync());
        // the proof was for the old password
        Assert.Equal("shopper_wrong_password", (await rosa.Get<ChangeShopperPassword>().ExecuteAsync(
            new(await host.HashAsync(), proof))).Problem?.Code);
    }

    [Fact]
    public async Task Guessing_the_password_in_an_open_session_locks_the_shopper_out()
    {
        var (acme, rosa, email) = await OpensAsync();
        for (var i = 0; i < Lockout.DefaultThreshold; i++)
            Assert.Equal("shopper_wrong_password", (await rosa.ProvesAsync(host, "wrong but long enough")).Problem?.Code);

        var proof = (await rosa.ProvesAsync(host)).Value;
        Assert.Equal("shopper_wrong_password", (await rosa.Get<ChangeShopperPassword>().ExecuteAsync(
            new(await host.HashAsync(NewPassword), proof))).Problem?.Code);
        Assert.Equal(
            "wrong_credentials", (await acme.Visitor.SignsInAsync(host, email, StorefrontScenario.Password)).Problem?.Code);
    }

    [Fact]
    public async Task A_password_proof_of_another_shopper_is_refused()
    {
        var (acme, rosa, _) = await OpensAsync();
        var eve = await acme.LetsInAsync(host, email: AccountScenario.NewAddress("eve"));
        var proof = (await eve.ProvesAsync(host)).Value;

        Assert.Equal("shopper_wrong_password", (await rosa.Get<ChangeShopperPassword>().ExecuteAsync(
            new(await host.HashAsync(NewPassword), proof))).Problem?.Code);
        Assert.Equal("unauthenticated", (await acme.Visitor.Get<ChangeShopperPassword>().ExecuteAsync(
            new(await host.HashAsync(NewPassword), proof))).Problem?.Code);
    }

    [Fact]
    public async Task The_page_reports_errors_without_JavaScript_and_requires_a_shopper()
    {
        var (acme, _, email) = await OpensAsync();
        var home = $"/s/{acme.Slug}";
        using var browser = new TestBrowser(host);
        await browser.GetAsync($"{home}/account/password");
        Assert.Equal($"{home}/login?returnUrl=%2Fs%2F{acme.Slug}%2Faccount%2Fpassword", browser.Location);
        await browser.FollowAsync();
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontScenario.Password));
        await browser.FollowAsync();

        await browser.SubmitAsync("password", ("current", "wrong but long enough"), ("password", NewPassword));
        Assert.Equal("Wrong password", browser.Notice);
        await browser.SubmitAsync("password", ("current", StorefrontScenario.Password), ("password", "short"));
        Assert.Contains("at least 12 characters", browser.Html);
        await browser.SubmitAsync("password", ("current", StorefrontScenario.Password), ("password", NewPassword));
        Assert.Equal("Password changed", browser.Notice);
        await browser.GetAsync($"{home}/account");
        Assert.Contains(email, browser.Html);
    }
}
