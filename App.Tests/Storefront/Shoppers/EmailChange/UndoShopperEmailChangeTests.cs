using App.SignIn;
using App.Storefront;

namespace App.Tests.Storefront;

/// <summary>A thief changes a shopper's email address, and the shopper gets the account back with the previous address.</summary>
public sealed class UndoShopperEmailChangeTests(TestHost host)
{
    const string NewPassword = "rosa prefers black tea now";

    async Task<(TestOrganization Acme, TestActor Rosa, string Email, FakeClock Clock)> OpensAsync()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync("Acme", clock);
        var email = AccountScenario.NewAddress("rosa");
        var rosa = await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        clock.Advance(TimeSpan.FromSeconds(1)); // so later emails sort after earlier ones
        return (acme, rosa, email, clock);
    }

    async Task<string> ChangesAsync(TestActor rosa, FakeClock clock)
    {
        var thief = AccountScenario.NewAddress("thief");
        await rosa.Get<RequestNewShopperEmail>().ExecuteAsync(new(thief, (await rosa.ProvesAsync(host)).Value));
        var confirmed = await rosa.Get<ConfirmNewShopperEmail>().ExecuteAsync(new(await host.CodeToAsync(thief)));
        Assert.True(confirmed.Value.Changed);
        clock.Advance(TimeSpan.FromSeconds(1));
        return thief;
    }

    async Task<string> UndoLinkToAsync(string email) =>
        (await host.EmailsToAsync(email)).First(message => message.Subject.Contains("address at Acme was changed"))
            .Text.Split("/account/undo-email-change/")[1][..Token.Length];

    async Task<bool> ChoosesAsync(TestOrganization acme, Id<EmailCode> held, string email) =>
        (await acme.Visitor.Get<ResetShopperByCode>().ExecuteAsync(
            new(await host.CodeToAsync(email), await host.HashAsync(NewPassword), held))).Value.Changed;

    [Fact]
    public async Task The_link_to_the_previous_address_undoes_the_change_and_ends_all_sessions()
    {
        var (acme, rosa, email, clock) = await OpensAsync();
        var thief = await ChangesAsync(rosa, clock);
        var link = await UndoLinkToAsync(email);
        Assert.Equal(email, (await acme.Visitor.Get<GetShopperEmailChange>().ExecuteAsync(new(link))).Value.Previous);

        var held = (await acme.Visitor.Get<UndoShopperEmailChange>().ExecuteAsync(new(link))).Value;

        Assert.Equal("unauthenticated", (await rosa.Get<GetShopperMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.True(await ChoosesAsync(acme, held, email));
        Assert.True((await acme.Visitor.SignsInAsync(host, email, NewPassword)).Succeeded);
        Assert.Equal("wrong_credentials", (await acme.Visitor.SignsInAsync(host, thief, NewPassword)).Problem?.Code);
        Assert.Contains("shopper_email.undo_change", await acme.AuditedAsync());
        var globex = await host.OrganizationAsync("Globex", clock);
        Assert.Equal("email_change_closed", (await globex.Visitor.Get<GetShopperEmailChange>().ExecuteAsync(new(link))).Problem?.Code);
    }

    [Fact]
    public async Task The_new_address_alone_cannot_reset_the_password_for_seven_days()
    {
        var (acme, rosa, _, clock) = await OpensAsync();
        var thief = await ChangesAsync(rosa, clock);

        await acme.Visitor.Get<RequestShopperReset>().ExecuteAsync(new(thief));

        Assert.Equal("Your password at Acme can't be reset yet", (await host.EmailsToAsync(thief))[0].Subject);
        clock.Advance(EmailChange.Lifetime);
        var held = (await acme.Visitor.Get<RequestShopperReset>().ExecuteAsync(new(thief))).Value;
        Assert.True(await ChoosesAsync(acme, held, thief));
    }

    [Fact]
    public async Task Reporting_a_sign_in_from_the_previous_address_gives_the_account_back()
    {
        var (acme, rosa, email, clock) = await OpensAsync();
        var phone = host.At(clock).NewBrowser("203.0.113.1", acme.Visitor.Credential);
        await phone.Get<ShopperSignIn>().AttemptAsync(email, StorefrontScenario.Password, null, default);
        var alert = (await host.EmailsToAsync(email)).First(message => message.Text.Contains("/unrecognized-sign-in/"));
        var notMe = alert.Text.Split("/account/unrecognized-sign-in/")[1][..Token.Length];
        await ChangesAsync(rosa, clock);

        var held = (await acme.Visitor.Get<ReportUnrecognizedShopperSignIn>().ExecuteAsync(new(notMe))).Value;

        Assert.True(await ChoosesAsync(acme, held, email));
        Assert.True((await acme.Visitor.SignsInAsync(host, email, NewPassword)).Succeeded);
    }

    [Fact]
    public async Task The_page_of_the_link_works_without_JavaScript()
    {
        var (acme, rosa, email, clock) = await OpensAsync();
        await ChangesAsync(rosa, clock);
        var link = await UndoLinkToAsync(email);
        await host.ScalarAsync<string>(
            "update shopper_email_changes set expires_at = now() + interval '1 day' where true returning 'done'");
        using var inbox = new TestBrowser(host);

        await inbox.GetAsync($"/s/{acme.Slug}/account/undo-email-change/{link}");
        Assert.Contains(email, inbox.Html);
        await inbox.SubmitAsync("undo");
        Assert.Contains("Your email address was restored", inbox.Html);
        await inbox.GetAsync($"/s/{acme.Slug}/account/undo-email-change/{link}");
        Assert.Equal("Link expired or already used", inbox.Notice);
    }
}
