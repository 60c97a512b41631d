using App.Organizations;

namespace App.Tests.Accounts;

/// <summary>People who were invited keep their invitation, whether they use the emailed code or the emailed link.</summary>
public sealed class InvitedSignUpTests(TestHost host)
{
    async Task<(TestOrganization Acme, string Email, string Invitation)> InvitedAsync()
    {
        var acme = await host.OrganizationAsync();
        var ben = AccountScenario.NewAddress("ben");
        Assert.True((await acme.Owner.Get<InviteMember>().ExecuteAsync(new(ben, Role.Member))).Succeeded);
        return (acme, ben, $"/invite/{await host.LinkToAsync(ben)}");
    }

    static async Task SignsUpAsync(TestBrowser browser, string email, string invitation)
    {
        await browser.GetAsync($"/signup?returnUrl={invitation}");
        await browser.SubmitAsync("signup", ("name", "Ben"), ("email", email), ("password", AccountScenario.Password));
        Assert.StartsWith("/verify", browser.Location);
    }

    async Task<string> VerifyLinkToAsync(string email) =>
        new Uri((await host.EmailsToAsync(email)).First(message => message.Text.Contains("/verify/")).Text
            .Split('\n').First(line => line.Contains("/verify/")).Trim()).PathAndQuery;

    [Fact]
    public async Task The_emailed_link_leads_to_the_invitation_in_the_same_browser()
    {
        var (acme, ben, invitation) = await InvitedAsync();
        using var browser = new TestBrowser(host);
        await SignsUpAsync(browser, ben, invitation);

        await browser.GetAsync(await VerifyLinkToAsync(ben));
        await browser.SubmitAsync("verify-link");

        Assert.Equal(invitation, browser.Location);
        await browser.FollowAsync();
        await browser.SubmitAsync("accept");
        Assert.Equal($"/{acme.Slug}", browser.Location);
    }

    [Fact]
    public async Task The_emailed_link_leads_to_the_invitation_in_another_browser()
    {
        var (_, ben, invitation) = await InvitedAsync();
        using var browser = new TestBrowser(host);
        await SignsUpAsync(browser, ben, invitation);
        using var phone = new TestBrowser(host);

        await phone.GetAsync(await VerifyLinkToAsync(ben));
        await phone.SubmitAsync("verify-link", ("password", "wrong but long enough"));
        Assert.Equal("Sign-in failed", phone.Notice);
        await phone.SubmitAsync("verify-link", ("password", AccountScenario.Password));

        Assert.Equal(invitation, phone.Location);
    }

    [Fact]
    public async Task A_person_who_already_has_an_account_is_led_to_the_invitation_after_signing_in()
    {
        var (_, ben, invitation) = await InvitedAsync();
        await host.JoinsAsync(ben, organization: null);
        using var browser = new TestBrowser(host);
        await SignsUpAsync(browser, ben, invitation);
        var email = (await host.EmailsToAsync(ben)).First(message => message.Subject == "You already have a Stockade account");
        var link = new Uri(email.Text.Split('\n').First(line => line.Contains("/login")).Trim()).PathAndQuery;

        await browser.GetAsync(link);
        await browser.SubmitAsync("login", ("email", ben), ("password", AccountScenario.Password));

        Assert.Equal(invitation, browser.Location);
    }

    [Fact]
    public async Task Other_pages_are_not_kept_in_emailed_links()
    {
        var eve = AccountScenario.NewAddress("eve");
        using var browser = new TestBrowser(host);
        await browser.GetAsync("/signup?returnUrl=/harbor-foods/products");
        await browser.SubmitAsync(
            "signup", ("name", "Eve"), ("email", eve), ("organization", "Acme"), ("currency", "EUR"),
            ("password", AccountScenario.Password));

        Assert.DoesNotContain("returnUrl", await VerifyLinkToAsync(eve));
    }
}
