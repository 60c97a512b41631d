using App.Accounts;
using App.Organizations;
using App.Platform;

namespace App.Tests.Accounts;

public sealed class NewEmailTests(TestHouse house)
{
    static Task<Result<Done>> AsksAsync(TestActor actor, string email) => actor.Get<AskForNewEmail>().ExecuteAsync(new(email));

    static async Task<bool> ConfirmsAsync(TestActor actor, string code) => (await actor.Get<ConfirmNewEmail>().ExecuteAsync(new(code))).Value.Changed;

    [Fact]
    public async Task Ada_proves_another_address_the_old_one_is_told_and_her_other_sessions_end()
    {
        var ada = await FactorStory.BeginAsync(house);
        var elsewhere = house.As((await ada.SignsInAsync()).Session!, services: ada.Services);
        var wanted = AccountStory.NewAddress("lovelace");

        Assert.True((await AsksAsync(ada.Here, wanted)).Succeeded);
        Assert.Equal(ada.Email, (await ada.Here.Get<GetMe>().ExecuteAsync(new())).Value.Email); // until it is proved
        var code = await house.CodeToAsync(wanted);
        Assert.False(await ConfirmsAsync(ada.Here, AccountStory.Other(code)));
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await ConfirmsAsync(ada.Here, code));

        Assert.Equal(wanted, (await ada.Here.Get<GetMe>().ExecuteAsync(new())).Value.Email);
        Assert.Equal("unauthenticated", (await elsewhere.Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("Your Stockade account has another address", (await house.MailsToAsync(ada.Email))[0].Subject);
        Assert.NotNull((await (ada with { Email = wanted }).SignsInAsync()).Session);
        ada.Clock.Advance(TimeSpan.FromSeconds(1)); // so that its mail is the latest
        await house.JoinsAsync(ada.Email, services: ada.Services); // the old one is free
        Assert.Contains(wanted, await house.ScalarAsync<string>("select after->>'email' from platform.account_entries where action = 'email.change' and before->>'email' = $1", ada.Email));
    }

    [Fact]
    public async Task What_was_mailed_to_the_old_address_to_choose_a_password_with_opens_nothing_any_more()
    {
        var (ada, wanted) = (await FactorStory.BeginAsync(house), AccountStory.NewAddress("lovelace"));
        var held = (await ada.Visitor.Get<AskForReset>().ExecuteAsync(new(ada.Email))).Value;
        var reset = (await house.MailsToAsync(ada.Email)).First(mail => mail.Subject.Contains("Stockade code for a new password", StringComparison.Ordinal)).Subject[..6];
        await AsksAsync(ada.Here, wanted);
        Assert.True(await ConfirmsAsync(ada.Here, await house.CodeToAsync(wanted)));

        Assert.False((await ada.Visitor.Get<ResetByCode>().ExecuteAsync(new(reset, await house.HashAsync(), held))).Value.Changed);
    }

    [Fact]
    public async Task It_is_asked_for_and_confirmed_only_with_a_fresh_second_factor_in_the_same_session()
    {
        var ada = await FactorStory.BeginAsync(house);
        var (wanted, plain) = (AccountStory.NewAddress("lovelace"), house.As((await ada.SignsInAsync()).Session!, services: ada.Services));
        Assert.Equal("step_up_required", (await AsksAsync(plain, wanted)).Problem?.Code);
        await AsksAsync(ada.Here, wanted);
        var code = await house.CodeToAsync(wanted);

        await plain.Get<SendStepUpCode>().ExecuteAsync(new());
        await plain.Get<ConfirmStepUp>().ExecuteAsync(new(await house.CodeToAsync(ada.Email)));
        Assert.False(await ConfirmsAsync(plain, code));
        Assert.True(await ConfirmsAsync(ada.Here, code));
    }

    [Fact]
    public async Task An_address_that_somebody_has_is_answered_alike_and_its_owner_alone_is_told()
    {
        var (ada, eve) = (await FactorStory.BeginAsync(house), AccountStory.NewAddress("eve"));
        await house.JoinsAsync(eve, services: ada.Services);
        ada.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True((await AsksAsync(ada.Here, eve)).Succeeded);
        Assert.Equal("Your address was asked for", (await house.MailsToAsync(eve))[0].Subject);
        Assert.False(await ConfirmsAsync(ada.Here, "000000"));
        Assert.Equal("invalid_request", (await AsksAsync(ada.Here, ada.Email.ToUpperInvariant())).Problem?.Code);
    }

    [Fact]
    public async Task Of_two_who_prove_one_address_the_first_gets_it()
    {
        var (ada, ben, wanted) = (await FactorStory.BeginAsync(house), await FactorStory.BeginAsync(house, "ben"), AccountStory.NewAddress("wanted"));
        await AsksAsync(ada.Here, wanted);
        var adas = await house.CodeToAsync(wanted);
        ben.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.SignUpAsync(wanted, services: ben.Services); // and a stranger who never proves it
        await AsksAsync(ben.Here, wanted);
        var bens = (await house.MailsToAsync(wanted)).First(mail => mail.Subject.Contains("this address", StringComparison.Ordinal) && !mail.Subject.StartsWith(adas, StringComparison.Ordinal)).Subject[..6];

        Assert.True(await ConfirmsAsync(ben.Here, bens));
        Assert.False(await ConfirmsAsync(ada.Here, adas));
        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from platform.accounts where email = $1", wanted));
    }

    [Fact]
    public async Task After_ten_minutes_five_tries_or_a_newer_one_the_code_is_worthless_and_three_are_mailed()
    {
        var ada = await FactorStory.BeginAsync(house);
        var wanted = AccountStory.NewAddress("lovelace");
        await AsksAsync(ada.Here, wanted);
        var first = await house.CodeToAsync(wanted);
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        await AsksAsync(ada.Here, wanted);
        var second = await house.CodeToAsync(wanted);
        Assert.False(first != second && await ConfirmsAsync(ada.Here, first));
        for (var i = 0; i < 5; i++)
            await ConfirmsAsync(ada.Here, AccountStory.Other(second));
        Assert.False(await ConfirmsAsync(ada.Here, second));

        await AsksAsync(ada.Here, wanted);
        await AsksAsync(ada.Here, wanted);
        Assert.Equal(3, (await house.MailsToAsync(wanted)).Count);
    }

    [Fact]
    public async Task Without_script_the_page_asks_and_confirms()
    {
        var (ada, wanted) = (AccountStory.NewAddress(), AccountStory.NewAddress("lovelace"));
        using var browser = new TestBrowser(house);
        browser.Cookies["__Host-staff-session"] = await house.As((await house.JoinsAsync(ada)).Session).SessionTokenAsync();

        await browser.GetAsync("/account/email");
        await browser.SubmitAsync("ask", ("email", wanted));
        Assert.Equal("A mail is on its way there", browser.Notice);
        await browser.SubmitAsync("confirm", ("code", (await house.CodeToAsync(wanted)).Insert(3, " ")));
        Assert.Equal("The new address counts", browser.Notice);
    }
}
