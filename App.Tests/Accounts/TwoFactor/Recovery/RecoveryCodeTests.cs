using System.Text;
using App.Accounts;

namespace App.Tests.Accounts;

public sealed class RecoveryCodeTests(TestHost host)
{
    static async Task<IReadOnlyList<string>> MakesCodesAsync(SecondFactorScenario someone) =>
        (await someone.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Value.Codes!;

    [Fact]
    public async Task Each_of_ten_recovery_codes_works_once_and_its_use_is_emailed()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        await ada.AddsAppAsync();
        var codes = await MakesCodesAsync(ada);
        Assert.Equal(10, codes.Distinct().Count());

        var done = await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), codes[3].ToLowerInvariant().Replace('-', ' '));
        Assert.NotNull(done.Session);
        Assert.NotNull((await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), codes[3])).Refusal);

        Assert.Equal(9, (await ada.Here.Get<GetSecondFactors>().ExecuteAsync(new())).Value.RecoveryCodesLeft);
        Assert.Contains(
            await host.EmailsToAsync(ada.Email), message => message.Text.Contains("You have 9 left", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recovery_code_used_concurrently_signs_in_once()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        await ada.AddsAppAsync();
        var code = (await MakesCodesAsync(ada))[0];
        var one = await ada.NeedsTwoFactorAsync();
        var other = await ada.NeedsTwoFactorAsync();

        var answers = await Task.WhenAll(ada.FinishesAsync(one, code), ada.FinishesAsync(other, code));

        Assert.Single(answers, answer => answer.Session is not null);
    }

    [Fact]
    public async Task New_codes_void_the_old_ones_and_codes_of_other_accounts_are_refused()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var ben = await SecondFactorScenario.BeginAsync(host, "ben");
        await ada.AddsAppAsync();
        await ben.AddsAppAsync();
        var old = await MakesCodesAsync(ada);
        var bens = await MakesCodesAsync(ben);
        var codes = await MakesCodesAsync(ada);

        Assert.NotNull((await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), old[0])).Refusal);
        Assert.NotNull((await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), bens[0])).Refusal);
        Assert.NotNull((await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), codes[0])).Session);
    }

    [Fact]
    public async Task Recovery_codes_require_a_second_factor_and_are_deleted_with_the_last_one()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        Assert.Equal("no_second_factor", (await ada.Here.Get<MakeRecoveryCodes>().ExecuteAsync(new())).Problem?.Code);
        await ada.AddsAppAsync();
        await MakesCodesAsync(ada);
        var app = Assert.Single((await ada.Here.Get<GetSecondFactors>().ExecuteAsync(new())).Value.Authenticators);

        await ada.Here.Get<RemoveAuthenticator>().ExecuteAsync(new(app.Id));

        Assert.Equal(0, (await ada.Here.Get<GetSecondFactors>().ExecuteAsync(new())).Value.RecoveryCodesLeft);
        Assert.NotNull((await ada.SignsInAsync()).Session);
    }

    [Fact]
    public async Task Recovery_codes_are_not_stored_in_plain_text()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        await ada.AddsAppAsync();
        var code = (await MakesCodesAsync(ada))[0];

        foreach (var text in new[] { code, code.Replace("-", "", StringComparison.Ordinal) })
            Assert.Equal(0, await host.ScalarAsync<long>(
                "select count(*) from platform.recovery_codes t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0",
                text,
                Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))));
    }
}
