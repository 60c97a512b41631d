using App.Accounts;
using App.Organizations;

namespace App.Tests.Accounts;

public sealed class TwoFactorTests(TestHost host)
{
    [Fact]
    public async Task With_an_app_sign_in_requires_the_password_and_a_code()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));

        var outcome = await ada.SignsInAsync();
        Assert.Null(outcome.Session);
        var done = await ada.FinishesAsync(outcome.TwoFactor!.Token!, ada.CodeOf(secret).Insert(3, " "));

        Assert.Equal(
            ada.Email, (await host.As(done.Session!, services: ada.Services).Get<GetMe>().ExecuteAsync(new())).Value.Email);
    }

    [Fact]
    public async Task An_unconfirmed_app_is_not_required_at_sign_in()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        await ada.Here.Get<StartAuthenticator>().ExecuteAsync(new());
        var secret = await ada.ShownSecretAsync();

        Assert.Equal("second_factor_refused", (await ada.Here.Get<ConfirmAuthenticator>().ExecuteAsync(
            new(ada.WrongCodeOf(secret), "Phone"))).Problem?.Code);
        Assert.NotNull((await ada.SignsInAsync()).Session);
    }

    [Fact]
    public async Task A_used_code_and_all_older_codes_are_refused()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();

        // it was used when the app was added
        Assert.NotNull((await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.CodeOf(secret))).Refusal);
        Assert.NotNull((await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.CodeOf(secret, -1))).Refusal);
        Assert.NotNull((await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.CodeOf(secret, 1))).Session);
        Assert.NotNull((await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.CodeOf(secret, 1))).Refusal);
    }

    [Fact]
    public async Task One_of_several_sign_ins_racing_with_one_code_succeeds()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var tokens = new List<string>();
        for (var i = 0; i < 4; i++)
            tokens.Add(await ada.NeedsTwoFactorAsync());

        var answers = await Task.WhenAll(tokens.Select(token => ada.FinishesAsync(token, ada.CodeOf(secret))));

        Assert.Single(answers, answer => answer.Session is not null);
    }

    [Fact]
    public async Task One_of_several_forms_racing_with_one_sign_in_succeeds()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var token = await ada.NeedsTwoFactorAsync();

        var answers = await Task.WhenAll(Enumerable.Range(-1, 3).Select(
            step => ada.Visitor.Get<FinishSignIn>().ExecuteAsync(new(token, ada.CodeOf(secret, step)))));

        Assert.Single(answers, answer => answer is { Succeeded: true, Value.Session: not null });
    }

    [Fact]
    public async Task Wrong_codes_in_sign_ins_and_a_session_add_up_to_a_fifteen_minute_lock()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var one = await ada.NeedsTwoFactorAsync();
        var other = await ada.NeedsTwoFactorAsync();
        var wrong = ada.WrongCodeOf(secret);

        foreach (var token in new[] { one, other, one, other })
            Assert.Equal("second_factor_refused", (await ada.FinishesAsync(token, wrong)).Refusal?.Code);
        Assert.Equal("second_factor_refused", (await ada.Here.Get<ConfirmStepUp>().ExecuteAsync(new(wrong))).Value.Refusal?.Code);
        var sixth = await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), wrong);
        Assert.Equal(("second_factor_locked", 429), (sixth.Refusal?.Code, sixth.Refusal?.Status));
        Assert.InRange(sixth.Refusal!.RetryAfter!.Value, 1, 900);
        // the right code is refused too
        Assert.Equal(
            "second_factor_locked", (await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.CodeOf(secret))).Refusal?.Code);

        ada.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.NotNull((await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.CodeOf(secret))).Session);
    }

    [Fact]
    public async Task Concurrent_wrong_codes_are_each_counted()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var tokens = new List<string>();
        for (var i = 0; i < 8; i++)
            tokens.Add(await ada.NeedsTwoFactorAsync());

        var codes = (await Task.WhenAll(tokens.Select(token => ada.FinishesAsync(token, ada.WrongCodeOf(secret)))))
            .Select(answer => answer.Refusal!.Code).ToList();

        Assert.Equal(5, codes.Count(code => code == "second_factor_refused"));
        Assert.Equal(3, codes.Count(code => code == "second_factor_locked"));
    }

    [Fact]
    public async Task A_pending_sign_in_expires_after_ten_minutes_or_a_changed_security_stamp()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        var late = await ada.NeedsTwoFactorAsync();
        var old = await ada.NeedsTwoFactorAsync();

        ada.Clock.Advance(PendingSignIn.Lifetime - TimeSpan.FromSeconds(1));
        await host.ScalarAsync<string>(
            "update platform.accounts set security_stamp = 'other' where email = $1 returning 'done'", ada.Email);
        Assert.Equal(
            "sign_in_expired", (await ada.Visitor.Get<FinishSignIn>().ExecuteAsync(new(old, ada.CodeOf(secret)))).Problem?.Code);
        ada.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            "sign_in_expired", (await ada.Visitor.Get<FinishSignIn>().ExecuteAsync(new(late, ada.CodeOf(secret)))).Problem?.Code);
        Assert.Equal(
            "sign_in_expired", (await ada.Visitor.Get<FinishSignIn>().ExecuteAsync(new(null, ada.CodeOf(secret)))).Problem?.Code);
    }

    [Fact]
    public async Task A_trusted_device_skips_the_second_step_for_30_days_or_until_it_is_forgotten()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var device = (await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.CodeOf(secret), remember: true)).Device!;

        Assert.NotNull((await ada.SignsInAsync(device)).Session);
        Assert.Null((await ada.SignsInAsync("another browser's")).Session);
        var listed = Assert.Single((await ada.Here.Get<GetSecondFactors>().ExecuteAsync(new())).Value.Devices);
        ada.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Null((await ada.SignsInAsync(device)).Session);

        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.CodeOf(secret), remember: true);
        var here = host.As(done.Session!, services: ada.Services);
        var other = Assert.Single((await here.Get<GetSecondFactors>().ExecuteAsync(new())).Value.Devices);
        Assert.NotEqual(listed.Id, other.Id);
        await here.Get<ForgetDevice>().ExecuteAsync(new(other.Id));
        Assert.Null((await ada.SignsInAsync(done.Device)).Session);
    }

    [Fact]
    public async Task A_trusted_device_belongs_to_one_account_and_its_current_password()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var ben = await SecondFactorScenario.BeginAsync(host, "ben");
        var secret = await ada.AddsAppAsync();
        await ben.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var device = (await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.CodeOf(secret), remember: true)).Device!;

        Assert.Null((await ben.SignsInAsync(device)).Session);
        await host.ScalarAsync<string>(
            "update platform.accounts set security_stamp = 'other' where email = $1 returning 'done'", ada.Email);
        Assert.Null((await ada.SignsInAsync(device)).Session);
    }

    [Fact]
    public async Task An_encrypted_app_secret_of_another_account_cannot_be_decrypted()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var ben = await SecondFactorScenario.BeginAsync(host, "ben");
        await ada.AddsAppAsync();
        await ben.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));

        await host.ScalarAsync<string>("""
            update platform.authenticators
            set encrypted_secret = (select encrypted_secret from platform.authenticators where account_id = $1)
            where account_id = $2
            returning 'done'
            """,
            await ben.AccountIdAsync(), await ada.AccountIdAsync());

        var token = await ada.NeedsTwoFactorAsync();
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(
            () => ada.FinishesAsync(token, "123456"));
    }
}
