using App.Accounts;
using App.Organizations;

namespace App.Tests.Accounts;

public sealed class NewEmailTests(TestHost host)
{
    static Task<Result<Done>> AsksAsync(TestActor actor, string email) => actor.Get<RequestNewEmail>().ExecuteAsync(new(email));

    static async Task<bool> ConfirmsAsync(TestActor actor, string code) =>
        (await actor.Get<ConfirmNewEmail>().ExecuteAsync(new(code))).Value.Changed;

    [Fact]
    public async Task Changing_the_email_notifies_the_old_address_and_ends_other_sessions()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var elsewhere = host.As((await ada.SignsInAsync()).Session!, services: ada.Services);
        var wanted = AccountScenario.NewAddress("lovelace");

        Assert.True((await AsksAsync(ada.Here, wanted)).Succeeded);
        // until the new address is confirmed
        Assert.Equal(ada.Email, (await ada.Here.Get<GetMe>().ExecuteAsync(new())).Value.Email);
        var code = await host.CodeToAsync(wanted);
        Assert.False(await ConfirmsAsync(ada.Here, AccountScenario.Other(code)));
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await ConfirmsAsync(ada.Here, code));

        Assert.Equal(wanted, (await ada.Here.Get<GetMe>().ExecuteAsync(new())).Value.Email);
        Assert.Equal("unauthenticated", (await elsewhere.Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("Your Stockade email address was changed", (await host.EmailsToAsync(ada.Email))[0].Subject);
        Assert.NotNull((await (ada with { Email = wanted }).SignsInAsync()).Session);
        ada.Clock.Advance(TimeSpan.FromSeconds(1)); // so its email is the latest
        await host.JoinsAsync(ada.Email, services: ada.Services); // the old address can be used again
        Assert.Contains(wanted, await host.ScalarAsync<string>(
            "select after->>'email' from platform.account_entries where action = 'email.change' and before->>'email' = $1",
            ada.Email));
    }

    [Fact]
    public async Task A_reset_code_sent_to_the_old_address_stops_working_after_the_change()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var wanted = AccountScenario.NewAddress("lovelace");
        var held = (await ada.Visitor.Get<RequestReset>().ExecuteAsync(new(ada.Email))).Value;
        var reset = (await host.EmailsToAsync(ada.Email))
            .First(message => message.Subject.Contains("Stockade password reset code", StringComparison.Ordinal)).Subject[..6];
        await AsksAsync(ada.Here, wanted);
        Assert.True(await ConfirmsAsync(ada.Here, await host.CodeToAsync(wanted)));

        Assert.False((await ada.Visitor.Get<ResetByCode>().ExecuteAsync(new(reset, await host.HashAsync(), held))).Value.Changed);
    }

    [Fact]
    public async Task Changing_the_email_requires_a_fresh_second_factor_in_the_same_session()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var wanted = AccountScenario.NewAddress("lovelace");
        var plain = host.As((await ada.SignsInAsync()).Session!, services: ada.Services);
        Assert.Equal("step_up_required", (await AsksAsync(plain, wanted)).Problem?.Code);
        await AsksAsync(ada.Here, wanted);
        var code = await host.CodeToAsync(wanted);

        await plain.Get<SendStepUpCode>().ExecuteAsync(new());
        await plain.Get<ConfirmStepUp>().ExecuteAsync(new(await host.CodeToAsync(ada.Email)));
        Assert.False(await ConfirmsAsync(plain, code));
        Assert.True(await ConfirmsAsync(ada.Here, code));
    }

    [Fact]
    public async Task A_taken_address_gets_the_same_answer_and_only_its_owner_is_notified()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var eve = AccountScenario.NewAddress("eve");
        await host.JoinsAsync(eve, services: ada.Services);
        ada.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True((await AsksAsync(ada.Here, eve)).Succeeded);
        Assert.Equal("Your address was requested for another account", (await host.EmailsToAsync(eve))[0].Subject);
        Assert.False(await ConfirmsAsync(ada.Here, "000000"));
        Assert.Equal("invalid_request", (await AsksAsync(ada.Here, ada.Email.ToUpperInvariant())).Problem?.Code);
    }

    [Fact]
    public async Task The_first_account_to_confirm_an_address_gets_it()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var ben = await SecondFactorScenario.BeginAsync(host, "ben");
        var wanted = AccountScenario.NewAddress("wanted");
        await AsksAsync(ada.Here, wanted);
        var adas = await host.CodeToAsync(wanted);
        ben.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.SignUpAsync(wanted, services: ben.Services); // someone else who never confirms the address
        await AsksAsync(ben.Here, wanted);
        var bens = (await host.EmailsToAsync(wanted))
            .First(message => message.Subject.Contains("this address", StringComparison.Ordinal)
                && !message.Subject.StartsWith(adas, StringComparison.Ordinal)).Subject[..6];

        Assert.True(await ConfirmsAsync(ben.Here, bens));
        Assert.False(await ConfirmsAsync(ada.Here, adas));
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from platform.accounts where email = $1", wanted));
    }

    [Fact]
    public async Task A_code_is_void_after_five_tries_or_a_newer_code_and_at_most_three_are_emailed()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var wanted = AccountScenario.NewAddress("lovelace");
        await AsksAsync(ada.Here, wanted);
        var first = await host.CodeToAsync(wanted);
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        await AsksAsync(ada.Here, wanted);
        var second = await host.CodeToAsync(wanted);
        Assert.False(first != second && await ConfirmsAsync(ada.Here, first));
        for (var i = 0; i < 5; i++)
            await ConfirmsAsync(ada.Here, AccountScenario.Other(second));
        Assert.False(await ConfirmsAsync(ada.Here, second));

        await AsksAsync(ada.Here, wanted);
        await AsksAsync(ada.Here, wanted);
        Assert.Equal(3, (await host.EmailsToAsync(wanted)).Count);
    }

    [Fact]
    public async Task The_email_page_works_without_JavaScript()
    {
        var ada = AccountScenario.NewAddress();
        var wanted = AccountScenario.NewAddress("lovelace");
        using var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await host.As((await host.JoinsAsync(ada)).Session).SessionTokenAsync();

        await browser.GetAsync("/account/email");
        await browser.SubmitAsync("ask", ("email", wanted));
        Assert.Equal("Code sent", browser.Notice);
        await browser.SubmitAsync("confirm", ("code", (await host.CodeToAsync(wanted)).Insert(3, " ")));
        Assert.Equal("Email address changed", browser.Notice);
    }
}
