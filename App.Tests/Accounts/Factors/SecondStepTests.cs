using App.Accounts;
using App.Organizations;
using App.Platform;

namespace App.Tests.Accounts;

public sealed class SecondStepTests(TestHouse house)
{
    [Fact]
    public async Task With_an_app_the_password_alone_opens_nothing_and_the_apps_code_opens_a_session()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));

        var outcome = await ada.SignsInAsync();
        Assert.Null(outcome.Session);
        var done = await ada.FinishesAsync(outcome.SecondStep!.Token!, ada.CodeOf(secret).Insert(3, " "));

        Assert.Equal(ada.Email, (await house.As(done.Session!, services: ada.Services).Get<GetMe>().ExecuteAsync(new())).Value.Email);
    }

    [Fact]
    public async Task An_app_that_never_showed_a_code_does_not_count()
    {
        var ada = await FactorStory.BeginAsync(house);
        await ada.Here.Get<StartAuthenticator>().ExecuteAsync(new());
        var secret = await ada.ShownSecretAsync();

        Assert.Equal("second_factor_refused", (await ada.Here.Get<ConfirmAuthenticator>().ExecuteAsync(new(ada.WrongCodeOf(secret), "Phone"))).Problem?.Code);
        Assert.NotNull((await ada.SignsInAsync()).Session);
    }

    [Fact]
    public async Task A_code_counts_once_and_so_does_every_older_one()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();

        Assert.NotNull((await ada.FinishesAsync(await ada.OwesSecondStepAsync(), ada.CodeOf(secret))).Refusal); // it was spent when the app was added
        Assert.NotNull((await ada.FinishesAsync(await ada.OwesSecondStepAsync(), ada.CodeOf(secret, -1))).Refusal);
        Assert.NotNull((await ada.FinishesAsync(await ada.OwesSecondStepAsync(), ada.CodeOf(secret, 1))).Session);
        Assert.NotNull((await ada.FinishesAsync(await ada.OwesSecondStepAsync(), ada.CodeOf(secret, 1))).Refusal);
    }

    [Fact]
    public async Task Of_sign_ins_that_race_with_one_code_one_is_let_in()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var tokens = new List<string>();
        for (var i = 0; i < 4; i++)
            tokens.Add(await ada.OwesSecondStepAsync());

        var answers = await Task.WhenAll(tokens.Select(token => ada.FinishesAsync(token, ada.CodeOf(secret))));

        Assert.Single(answers, answer => answer.Session is not null);
    }

    [Fact]
    public async Task Of_forms_that_race_with_one_sign_in_one_is_let_in()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var token = await ada.OwesSecondStepAsync();

        var answers = await Task.WhenAll(Enumerable.Range(-1, 3).Select(step => ada.Visitor.Get<FinishSignIn>().ExecuteAsync(new(token, ada.CodeOf(secret, step)))));

        Assert.Single(answers, answer => answer is { Succeeded: true, Value.Session: not null });
    }

    [Fact]
    public async Task Wrong_codes_over_several_sign_ins_and_a_session_lock_and_the_lock_ends_by_itself()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var (one, other) = (await ada.OwesSecondStepAsync(), await ada.OwesSecondStepAsync());
        var wrong = ada.WrongCodeOf(secret);

        foreach (var token in new[] { one, other, one, other })
            Assert.Equal("second_factor_refused", (await ada.FinishesAsync(token, wrong)).Refusal?.Code);
        Assert.Equal("second_factor_refused", (await ada.Here.Get<ConfirmStepUp>().ExecuteAsync(new(wrong))).Value.Refusal?.Code);
        var sixth = await ada.FinishesAsync(await ada.OwesSecondStepAsync(), wrong);
        Assert.Equal(("second_factor_locked", 429), (sixth.Refusal?.Code, sixth.Refusal?.Status));
        Assert.InRange(sixth.Refusal!.RetryAfter!.Value, 1, 900);
        Assert.Equal("second_factor_locked", (await ada.FinishesAsync(await ada.OwesSecondStepAsync(), ada.CodeOf(secret))).Refusal?.Code); // even the right one

        ada.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.NotNull((await ada.FinishesAsync(await ada.OwesSecondStepAsync(), ada.CodeOf(secret))).Session);
    }

    [Fact]
    public async Task Wrong_codes_that_race_are_counted_one_by_one()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var tokens = new List<string>();
        for (var i = 0; i < 8; i++)
            tokens.Add(await ada.OwesSecondStepAsync());

        var codes = (await Task.WhenAll(tokens.Select(token => ada.FinishesAsync(token, ada.WrongCodeOf(secret))))).Select(answer => answer.Refusal!.Code).ToList();

        Assert.Equal(5, codes.Count(code => code == "second_factor_refused"));
        Assert.Equal(3, codes.Count(code => code == "second_factor_locked"));
    }

    [Fact]
    public async Task A_sign_in_waits_ten_minutes_and_ends_with_another_password()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        var (late, old) = (await ada.OwesSecondStepAsync(), await ada.OwesSecondStepAsync());

        ada.Clock.Advance(PendingSignIn.Lifetime - TimeSpan.FromSeconds(1));
        await house.ScalarAsync<string>("update platform.accounts set security_stamp = 'other' where email = $1 returning 'done'", ada.Email);
        Assert.Equal("sign_in_over", (await ada.Visitor.Get<FinishSignIn>().ExecuteAsync(new(old, ada.CodeOf(secret)))).Problem?.Code);
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("sign_in_over", (await ada.Visitor.Get<FinishSignIn>().ExecuteAsync(new(late, ada.CodeOf(secret)))).Problem?.Code);
        Assert.Equal("sign_in_over", (await ada.Visitor.Get<FinishSignIn>().ExecuteAsync(new(null, ada.CodeOf(secret)))).Problem?.Code);
    }

    [Fact]
    public async Task A_remembered_browser_leaves_the_second_step_out_for_30_days_or_until_it_is_forgotten()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var device = (await ada.FinishesAsync(await ada.OwesSecondStepAsync(), ada.CodeOf(secret), remember: true)).Device!;

        Assert.NotNull((await ada.SignsInAsync(device)).Session);
        Assert.Null((await ada.SignsInAsync("another browser's")).Session);
        var listed = Assert.Single((await ada.Here.Get<GetFactors>().ExecuteAsync(new())).Value.Devices);
        ada.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Null((await ada.SignsInAsync(device)).Session);

        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await ada.FinishesAsync(await ada.OwesSecondStepAsync(), ada.CodeOf(secret), remember: true);
        var here = house.As(done.Session!, services: ada.Services);
        var other = Assert.Single((await here.Get<GetFactors>().ExecuteAsync(new())).Value.Devices);
        Assert.NotEqual(listed.Id, other.Id);
        await here.Get<ForgetDevice>().ExecuteAsync(new(other.Id));
        Assert.Null((await ada.SignsInAsync(done.Device)).Session);
    }

    [Fact]
    public async Task A_remembered_browser_is_of_one_account_and_of_its_password()
    {
        var (ada, ben) = (await FactorStory.BeginAsync(house), await FactorStory.BeginAsync(house, "ben"));
        var secret = await ada.AddsAppAsync();
        await ben.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var device = (await ada.FinishesAsync(await ada.OwesSecondStepAsync(), ada.CodeOf(secret), remember: true)).Device!;

        Assert.Null((await ben.SignsInAsync(device)).Session);
        await house.ScalarAsync<string>("update platform.accounts set security_stamp = 'other' where email = $1 returning 'done'", ada.Email);
        Assert.Null((await ada.SignsInAsync(device)).Session);
    }

    [Fact]
    public async Task The_secret_of_an_app_is_in_no_column_and_another_accounts_does_not_open()
    {
        var (ada, ben) = (await FactorStory.BeginAsync(house), await FactorStory.BeginAsync(house, "ben"));
        await ada.AddsAppAsync();
        await ben.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));

        await house.ScalarAsync<string>("update platform.authenticators set sealed_secret = (select sealed_secret from platform.authenticators where account_id = $1) where account_id = $2 returning 'done'",
            await ben.AccountIdAsync(), await ada.AccountIdAsync());

        var token = await ada.OwesSecondStepAsync();
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => ada.FinishesAsync(token, "123456"));
    }
}
