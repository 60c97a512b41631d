using App.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>The account's owner is notified about every added or removed sign-in method.</summary>
public sealed class SecondFactorEmailTests(TestHost host)
{
    static async Task<IReadOnlyList<string>> SubjectsAsync(SecondFactorScenario ada) =>
        [.. (await ada.Host.EmailsToAsync(ada.Email)).Select(message => message.Subject).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Adding_or_removing_an_app_and_creating_recovery_codes_send_one_email_each()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var before = await SubjectsAsync(ada);

        await ada.AddsAppAsync("Phone");
        await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new());
        var app = (await ada.Here.Get<GetSecondFactors>().ExecuteAsync(new())).Value.Authenticators[0];
        await ada.Here.Get<RemoveAuthenticator>().ExecuteAsync(new(app.Id));

        Assert.Equal(
            before
                .Concat([
                    "An authenticator app was added to your Stockade account",
                    "An authenticator app was removed from your Stockade account",
                    "New recovery codes were created for your Stockade account",
                ])
                .Order(StringComparer.Ordinal),
            await SubjectsAsync(ada));
        Assert.Contains(
            "“Phone”",
            (await host.EmailsToAsync(ada.Email))
                .First(message => message.Subject.Contains("was added", StringComparison.Ordinal)).Text);
    }

    [Fact]
    public async Task Refused_changes_send_no_email()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var before = await SubjectsAsync(ada);
        await ada.Here.Get<StartAuthenticator>().ExecuteAsync(new());
        var secret = await ada.ShownSecretAsync();

        Assert.NotNull((await ada.Here.Get<ConfirmAuthenticator>().ExecuteAsync(new(ada.WrongCodeOf(secret), "Phone"))).Problem);
        Assert.NotNull((await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Problem);

        Assert.Equal(before, await SubjectsAsync(ada));
    }

    [Fact]
    public async Task Exhausted_attempts_send_one_email_per_fifteen_minutes()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        async Task<int> LockEmailCountAsync() =>
            (await SubjectsAsync(ada)).Count(subject => subject == "Too many wrong codes for your Stockade account");
        async Task WrongAsync(int times)
        {
            for (var n = 0; n < times; n++)
                await ada.Here.Get<ConfirmStepUp>().ExecuteAsync(new(ada.WrongCodeOf(secret)));
        }

        await WrongAsync(4);
        Assert.Equal(0, await LockEmailCountAsync());
        await WrongAsync(3);
        Assert.Equal(1, await LockEmailCountAsync());
        ada.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null((await ada.Here.Get<ConfirmStepUp>().ExecuteAsync(new(ada.CodeOf(secret)))).Value.Refusal);
        await WrongAsync(5);
        Assert.Equal(2, await LockEmailCountAsync());
    }

    [Fact]
    public async Task Four_wrong_codes_before_the_right_one_send_no_email()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var before = await SubjectsAsync(ada);

        for (var n = 0; n < 4; n++)
            await ada.Here.Get<ConfirmStepUp>().ExecuteAsync(new(ada.WrongCodeOf(secret)));
        await ada.Here.Get<ConfirmStepUp>().ExecuteAsync(new(ada.CodeOf(secret)));

        Assert.Equal(before, await SubjectsAsync(ada));
    }
}
