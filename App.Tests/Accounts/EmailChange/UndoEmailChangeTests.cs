using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>A thief changes the email address of an account, and its owner gets the account back with the previous address.</summary>
public sealed class UndoEmailChangeTests(TestHost host)
{
    const string NewPassword = "eleven herons over the bay";

    /// <summary>In a session with fresh proof, the thief adds a factor, changes the address and adds another factor.</summary>
    async Task<(SecondFactorScenario Ada, string Thief)> StolenAsync()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        await ada.AddsAppAsync("Before the change");
        var thief = await ChangesAsync(ada);
        await ada.AddsAppAsync("After the change");
        return (ada, thief);
    }

    async Task<string> ChangesAsync(SecondFactorScenario ada)
    {
        var thief = AccountScenario.NewAddress("thief");
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await ada.Here.Get<RequestNewEmail>().ExecuteAsync(new(thief))).Succeeded);
        var confirmed = await ada.Here.Get<ConfirmNewEmail>().ExecuteAsync(new(await host.CodeToAsync(thief)));
        Assert.True(confirmed.Value.Changed);
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        return thief;
    }

    async Task<string> UndoLinkToAsync(string email) =>
        (await host.EmailsToAsync(email)).First(message => message.Subject.Contains("address was changed"))
            .Text.Split("/account/undo-email-change/")[1][..Token.Length];

    static Task<Result<SignInOutcome>> SignsInAsync(Device device, string email, string password) =>
        device.Get<PasswordSignIn>().AttemptAsync(email, password);

    async Task<bool> ChoosesAsync(SecondFactorScenario ada, Id<EmailCode> held, string email) =>
        (await ada.Visitor.Get<ResetByCode>().ExecuteAsync(
            new(await host.CodeToAsync(email), await host.HashAsync(NewPassword), held))).Value.Changed;

    [Fact]
    public async Task The_link_to_the_previous_address_undoes_the_change_and_what_was_proved_since()
    {
        var (ada, thief) = await StolenAsync();
        var phone = ada.Services.NewBrowser("203.0.113.1");
        await SignsInAsync(phone, thief, AccountScenario.Password);
        var link = await UndoLinkToAsync(ada.Email);
        var shown = await ada.Visitor.Get<GetEmailChange>().ExecuteAsync(new(link));
        Assert.Equal(ada.Email, shown.Value.Previous);
        Assert.True((await ada.Here.Get<GetMe>().ExecuteAsync(new())).Succeeded); // reading the page changes nothing
        ada.Clock.Advance(TimeSpan.FromDays(6));

        var held = (await ada.Visitor.Get<UndoEmailChange>().ExecuteAsync(new(link))).Value;

        Assert.Equal("unauthenticated", (await ada.Here.Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal(0L, await host.ScalarAsync<long>(
            "select count(*) from platform.authenticators where account_id = $1", ada.Session.Login));
        Assert.Equal("Choose a new Stockade password", (await host.EmailsToAsync(ada.Email))[0].Subject);
        Assert.DoesNotContain(await host.EmailsToAsync(thief), email => email.Subject.StartsWith("Choose", StringComparison.Ordinal));
        Assert.True(await ChoosesAsync(ada, held, ada.Email));
        Assert.NotNull((await SignsInAsync(phone, ada.Email, NewPassword)).Value.Session);
        Assert.Equal("wrong_credentials", (await SignsInAsync(phone, thief, NewPassword)).Problem?.Code);
        Assert.Equal("email_change_closed", (await ada.Visitor.Get<UndoEmailChange>().ExecuteAsync(new(link))).Problem?.Code);
    }

    [Fact]
    public async Task The_new_address_alone_cannot_reset_the_password_for_seven_days()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var thief = await ChangesAsync(ada);
        var link = await UndoLinkToAsync(ada.Email);

        await ada.Visitor.Get<RequestReset>().ExecuteAsync(new(thief));

        Assert.Equal("Your Stockade password can't be reset yet", (await host.EmailsToAsync(thief))[0].Subject);
        Assert.DoesNotContain("/reset/", (await host.EmailsToAsync(thief))[0].Text);
        ada.Clock.Advance(EmailChange.Lifetime);
        var held = (await ada.Visitor.Get<RequestReset>().ExecuteAsync(new(thief))).Value;
        Assert.True(await ChoosesAsync(ada, held, thief));
        Assert.Equal("email_change_closed", (await ada.Visitor.Get<UndoEmailChange>().ExecuteAsync(new(link))).Problem?.Code);
    }

    [Fact]
    public async Task Reporting_a_sign_in_from_the_previous_address_gives_the_account_back()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        await SignsInAsync(ada.Services.NewBrowser("203.0.113.1"), ada.Email, AccountScenario.Password);
        var notMe = (await host.EmailsToAsync(ada.Email))[0].Text.Split("/account/unrecognized-sign-in/")[1][..Token.Length];
        var thief = await ChangesAsync(ada);

        var held = (await ada.Visitor.Get<ReportUnrecognizedSignIn>().ExecuteAsync(new(notMe))).Value;

        Assert.True(await ChoosesAsync(ada, held, ada.Email));
        Assert.DoesNotContain(await host.EmailsToAsync(thief), email => email.Subject.StartsWith("Choose", StringComparison.Ordinal));
        Assert.NotNull((await SignsInAsync(ada.Services.NewBrowser("192.0.2.10"), ada.Email, NewPassword)).Value.Session);
    }

    [Fact]
    public async Task A_report_from_the_new_address_sends_the_recovery_to_the_previous_one()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var thief = await ChangesAsync(ada);
        await SignsInAsync(ada.Services.NewBrowser("203.0.113.1"), thief, AccountScenario.Password);
        var notMe = (await host.EmailsToAsync(thief))[0].Text.Split("/account/unrecognized-sign-in/")[1][..Token.Length];
        ada.Clock.Advance(TimeSpan.FromSeconds(1));

        var held = (await ada.Visitor.Get<ReportUnrecognizedSignIn>().ExecuteAsync(new(notMe))).Value;

        Assert.Equal("Choose a new Stockade password", (await host.EmailsToAsync(ada.Email))[0].Subject);
        Assert.True(await ChoosesAsync(ada, held, ada.Email));
    }

    [Fact]
    public async Task The_first_link_undoes_later_changes_too()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var thief = await ChangesAsync(ada);
        var second = await ChangesAsync(ada);
        var theirLink = await UndoLinkToAsync(thief);

        Assert.True((await ada.Visitor.Get<UndoEmailChange>().ExecuteAsync(new(await UndoLinkToAsync(ada.Email)))).Succeeded);

        Assert.Equal("email_change_closed", (await ada.Visitor.Get<UndoEmailChange>().ExecuteAsync(new(theirLink))).Problem?.Code);
        Assert.Equal(ada.Email, await host.ScalarAsync<string>(
            "select email from platform.accounts where id = $1", ada.Session.Login));
        Assert.NotEqual(thief, second);
    }

    [Fact]
    public async Task An_address_that_another_account_has_by_now_is_not_taken_from_it()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var thief = await ChangesAsync(ada);
        var link = await UndoLinkToAsync(ada.Email);
        await host.JoinsAsync(ada.Email, services: ada.Services);

        Assert.Equal("previous_email_taken", (await ada.Visitor.Get<UndoEmailChange>().ExecuteAsync(new(link))).Problem?.Code);
        Assert.Equal(thief, await host.ScalarAsync<string>(
            "select email from platform.accounts where id = $1", ada.Session.Login));
    }

    [Fact]
    public async Task Of_twenty_concurrent_clicks_one_undoes_the_change()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        await ChangesAsync(ada);
        var link = await UndoLinkToAsync(ada.Email);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => ada.Visitor.Get<UndoEmailChange>().ExecuteAsync(new(link))));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal("email_change_closed", answer.Problem?.Code));
    }

    [Fact]
    public async Task The_page_of_the_link_works_without_JavaScript()
    {
        var ada = AccountScenario.NewAddress();
        var wanted = AccountScenario.NewAddress("lovelace");
        using var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await host.As((await host.JoinsAsync(ada)).Session).SessionTokenAsync();
        await browser.GetAsync("/account/email");
        await browser.SubmitAsync("ask", ("email", wanted));
        await browser.SubmitAsync("confirm", ("code", await host.CodeToAsync(wanted)));
        using var inbox = new TestBrowser(host);

        await inbox.GetAsync($"/account/undo-email-change/{await UndoLinkToAsync(ada)}");
        Assert.Contains(ada, inbox.Html);
        await inbox.SubmitAsync("undo");
        Assert.Equal("Change undone", inbox.Notice);
        await inbox.GetAsync("/reset");
        await inbox.SubmitAsync("reset", ("code", await host.CodeToAsync(ada)), ("password", NewPassword));
        Assert.Equal("Password changed", inbox.Notice);
        await inbox.GetAsync("/account/undo-email-change/worn-out");
        Assert.Equal("Link expired or already used", inbox.Notice);
    }
}
