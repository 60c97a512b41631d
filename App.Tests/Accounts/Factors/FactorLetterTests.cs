using App.Accounts;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>Whoever adds a way in, or takes one away, cannot keep it from the account's owner.</summary>
public sealed class FactorLetterTests(TestHouse house)
{
    static async Task<IReadOnlyList<string>> SubjectsAsync(FactorStory ada) => [.. (await ada.House.MailsToAsync(ada.Email)).Select(mail => mail.Subject).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task An_app_added_and_removed_and_codes_made_anew_are_each_told_once()
    {
        var ada = await FactorStory.BeginAsync(house);
        var before = await SubjectsAsync(ada);

        await ada.AddsAppAsync("Phone");
        await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new());
        await ada.Here.Get<RemoveAuthenticator>().ExecuteAsync(new((await ada.Here.Get<GetFactors>().ExecuteAsync(new())).Value.Authenticators[0].Id));

        Assert.Equal(
            before.Concat(["An authenticator app was added", "An authenticator app was removed", "New recovery codes were made"]).Order(StringComparer.Ordinal),
            await SubjectsAsync(ada));
        Assert.Contains("“Phone”", (await house.MailsToAsync(ada.Email)).First(mail => mail.Subject.EndsWith("added", StringComparison.Ordinal)).Text);
    }

    [Fact]
    public async Task What_was_refused_is_told_to_nobody()
    {
        var ada = await FactorStory.BeginAsync(house);
        var before = await SubjectsAsync(ada);
        await ada.Here.Get<StartAuthenticator>().ExecuteAsync(new());
        var secret = await ada.ShownSecretAsync();

        Assert.NotNull((await ada.Here.Get<ConfirmAuthenticator>().ExecuteAsync(new(ada.WrongCodeOf(secret), "Phone"))).Problem);
        Assert.NotNull((await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Problem);

        Assert.Equal(before, await SubjectsAsync(ada));
    }

    [Fact]
    public async Task Tries_that_are_used_up_are_told_once_for_each_quarter_of_an_hour()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        async Task<int> ToldAsync() => (await SubjectsAsync(ada)).Count(subject => subject == "Too many wrong codes for your account");
        async Task WrongAsync(int times)
        {
            for (var n = 0; n < times; n++)
                await ada.Here.Get<ConfirmStepUp>().ExecuteAsync(new(ada.WrongCodeOf(secret)));
        }

        await WrongAsync(4);
        Assert.Equal(0, await ToldAsync());
        await WrongAsync(3);
        Assert.Equal(1, await ToldAsync());
        ada.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null((await ada.Here.Get<ConfirmStepUp>().ExecuteAsync(new(ada.CodeOf(secret)))).Value.Refusal);
        await WrongAsync(5);
        Assert.Equal(2, await ToldAsync());
    }

    [Fact]
    public async Task Four_wrong_codes_and_the_right_one_are_told_to_nobody()
    {
        var ada = await FactorStory.BeginAsync(house);
        var secret = await ada.AddsAppAsync();
        ada.Clock.Advance(TimeSpan.FromMinutes(1));
        var before = await SubjectsAsync(ada);

        for (var n = 0; n < 4; n++)
            await ada.Here.Get<ConfirmStepUp>().ExecuteAsync(new(ada.WrongCodeOf(secret)));
        await ada.Here.Get<ConfirmStepUp>().ExecuteAsync(new(ada.CodeOf(secret)));

        Assert.Equal(before, await SubjectsAsync(ada));
    }
}
