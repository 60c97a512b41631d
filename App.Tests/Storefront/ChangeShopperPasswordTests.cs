using App.Accounts;
using App.Platform;
using App.Storefront;
using App.Tests.Accounts;
using App.Tests.Customers;

namespace App.Tests.Storefront;

public sealed class ChangeShopperPasswordTests(TestHouse house)
{
    const string NewPassword = "rosa prefers black tea now";

    async Task<(TestOrganization Acme, TestActor Rosa, string Email)> OpensAsync()
    {
        var (acme, email) = (await house.OrganizationAsync(), AccountStory.NewAddress("rosa"));
        return (acme, await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), email), email);
    }

    [Fact]
    public async Task With_the_old_password_Rosa_takes_a_new_one_and_her_other_sessions_end()
    {
        var (acme, rosa, email) = await OpensAsync();
        var elsewhere = acme.Showing(new Credential.Storefront(acme.Slug, (await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password)).Value.SessionId.Value));
        var proof = (await rosa.ProvesAsync(house)).Value;

        Assert.True((await rosa.Get<ChangeShopperPassword>().ExecuteAsync(new(await house.HashAsync(NewPassword), proof))).Succeeded);

        Assert.True((await rosa.Get<GetShopperMe>().ExecuteAsync(new())).Succeeded);
        Assert.Equal("unauthenticated", (await elsewhere.Get<GetShopperMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.True((await acme.Visitor.SignsInAsync(house, email, NewPassword)).Succeeded);
        Assert.Contains("Your password at Acme was changed", (await house.MailsToAsync(email)).Select(mail => mail.Subject));
        Assert.Contains("shopper_password.change", await acme.AuditedAsync());
        Assert.Equal("shopper_wrong_password", (await rosa.Get<ChangeShopperPassword>().ExecuteAsync(new(await house.HashAsync(), proof))).Problem?.Code); // the proof was of the old one
    }

    [Fact]
    public async Task Whoever_guesses_at_it_in_an_open_session_is_locked_out_and_then_the_right_one_counts_no_more()
    {
        var (acme, rosa, email) = await OpensAsync();
        for (var i = 0; i < Lockout.Failures; i++)
            Assert.Equal("shopper_wrong_password", (await rosa.ProvesAsync(house, "wrong but long enough")).Problem?.Code);

        var proof = (await rosa.ProvesAsync(house)).Value;
        Assert.Equal("shopper_wrong_password", (await rosa.Get<ChangeShopperPassword>().ExecuteAsync(new(await house.HashAsync(NewPassword), proof))).Problem?.Code);
        Assert.Equal("wrong_credentials", (await acme.Visitor.SignsInAsync(house, email, StorefrontStory.Password)).Problem?.Code);
    }

    [Fact]
    public async Task The_password_of_another_shopper_proves_nothing()
    {
        var (acme, rosa, _) = await OpensAsync();
        var eve = await acme.LetsInAsync(house, email: AccountStory.NewAddress("eve"));
        var proof = (await eve.ProvesAsync(house)).Value;

        Assert.Equal("shopper_wrong_password", (await rosa.Get<ChangeShopperPassword>().ExecuteAsync(new(await house.HashAsync(NewPassword), proof))).Problem?.Code);
        Assert.Equal("unauthenticated", (await acme.Visitor.Get<ChangeShopperPassword>().ExecuteAsync(new(await house.HashAsync(NewPassword), proof))).Problem?.Code);
    }

    [Fact]
    public async Task Without_script_the_page_says_what_is_wrong_at_its_field_and_wants_a_shopper()
    {
        var (acme, _, email) = await OpensAsync();
        var home = $"/s/{acme.Slug}";
        using var browser = new TestBrowser(house);
        await browser.GetAsync($"{home}/account/password");
        Assert.Equal($"{home}/login?returnUrl=%2Fs%2F{acme.Slug}%2Faccount%2Fpassword", browser.Location);
        await browser.FollowAsync();
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontStory.Password));
        await browser.FollowAsync();

        await browser.SubmitAsync("password", ("current", "wrong but long enough"), ("password", NewPassword));
        Assert.Equal("Wrong password", browser.Notice);
        await browser.SubmitAsync("password", ("current", StorefrontStory.Password), ("password", "short"));
        Assert.Contains("at least 12 characters", browser.Html);
        await browser.SubmitAsync("password", ("current", StorefrontStory.Password), ("password", NewPassword));
        Assert.Equal("The new password counts", browser.Notice);
        await browser.GetAsync($"{home}/account");
        Assert.Contains(email, browser.Html);
    }
}
