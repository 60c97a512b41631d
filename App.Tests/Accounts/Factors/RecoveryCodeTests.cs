using System.Text;
using App.Accounts;

namespace App.Tests.Accounts;

public sealed class RecoveryCodeTests(TestHouse house)
{
    static async Task<IReadOnlyList<string>> MakesCodesAsync(FactorStory someone) => (await someone.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Value.Codes!;

    [Fact]
    public async Task Each_of_ten_codes_lets_in_once_is_counted_and_mailed_about()
    {
        var ada = await FactorStory.BeginAsync(house);
        await ada.AddsAppAsync();
        var codes = await MakesCodesAsync(ada);
        Assert.Equal(10, codes.Distinct().Count());

        var done = await ada.FinishesAsync(await ada.OwesSecondStepAsync(), codes[3].ToLowerInvariant().Replace('-', ' '));
        Assert.NotNull(done.Session);
        Assert.NotNull((await ada.FinishesAsync(await ada.OwesSecondStepAsync(), codes[3])).Refusal);

        Assert.Equal(9, (await ada.Here.Get<GetFactors>().ExecuteAsync(new())).Value.RecoveryCodesLeft);
        Assert.Contains(await house.MailsToAsync(ada.Email), mail => mail.Text.Contains("9 are left", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_who_race_with_one_code_one_is_let_in()
    {
        var ada = await FactorStory.BeginAsync(house);
        await ada.AddsAppAsync();
        var code = (await MakesCodesAsync(ada))[0];
        var (one, other) = (await ada.OwesSecondStepAsync(), await ada.OwesSecondStepAsync());

        var answers = await Task.WhenAll(ada.FinishesAsync(one, code), ada.FinishesAsync(other, code));

        Assert.Single(answers, answer => answer.Session is not null);
    }

    [Fact]
    public async Task New_codes_void_the_old_and_another_accounts_are_worth_nothing()
    {
        var (ada, ben) = (await FactorStory.BeginAsync(house), await FactorStory.BeginAsync(house, "ben"));
        await ada.AddsAppAsync();
        await ben.AddsAppAsync();
        var (old, bens) = (await MakesCodesAsync(ada), await MakesCodesAsync(ben));
        var codes = await MakesCodesAsync(ada);

        Assert.NotNull((await ada.FinishesAsync(await ada.OwesSecondStepAsync(), old[0])).Refusal);
        Assert.NotNull((await ada.FinishesAsync(await ada.OwesSecondStepAsync(), bens[0])).Refusal);
        Assert.NotNull((await ada.FinishesAsync(await ada.OwesSecondStepAsync(), codes[0])).Session);
    }

    [Fact]
    public async Task Without_a_factor_there_is_nothing_to_recover_and_with_the_last_one_the_codes_go()
    {
        var ada = await FactorStory.BeginAsync(house);
        Assert.Equal("no_second_factor", (await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Problem?.Code);
        await ada.AddsAppAsync();
        await MakesCodesAsync(ada);
        var app = Assert.Single((await ada.Here.Get<GetFactors>().ExecuteAsync(new())).Value.Authenticators);

        await ada.Here.Get<RemoveAuthenticator>().ExecuteAsync(new(app.Id));

        Assert.Equal(0, (await ada.Here.Get<GetFactors>().ExecuteAsync(new())).Value.RecoveryCodesLeft);
        Assert.NotNull((await ada.SignsInAsync()).Session);
    }

    [Fact]
    public async Task No_code_is_in_the_database()
    {
        var ada = await FactorStory.BeginAsync(house);
        await ada.AddsAppAsync();
        var code = (await MakesCodesAsync(ada))[0];

        foreach (var text in new[] { code, code.Replace("-", "", StringComparison.Ordinal) })
            Assert.Equal(0, await house.ScalarAsync<long>("select count(*) from platform.recovery_codes t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0", text, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))));
    }
}
