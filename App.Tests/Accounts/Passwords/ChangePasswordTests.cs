using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

public sealed class ChangePasswordTests(TestHost host)
{
    const string NewPassword = "eleven herons over the bay";

    /// <summary>Verifies the password in a scope of the session, as a page does.</summary>
    static async Task<Result<SignInProof<StaffRealm>>> ProvesAsync(SecondFactorScenario of, OpenedSession session, string password)
    {
        using var scope = of.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.Session(session.SessionId.Value, null));
        return await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().ProveOwnAsync(password, default);
    }

    async Task<(SecondFactorScenario Ada, OpenedSession Session, TestActor There)> SignsInPlainlyAsync()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var session = (await ada.SignsInAsync()).Session!;
        return (ada, session, host.As(session, services: ada.Services));
    }

    [Fact]
    public async Task Changing_the_password_with_the_old_one_ends_other_sessions()
    {
        var (ada, session, there) = await SignsInPlainlyAsync();

        var proof = (await ProvesAsync(ada, session, AccountScenario.Password)).Value;
        Assert.True((await there.Get<ChangePassword>().ExecuteAsync(new(await host.HashAsync(NewPassword), proof))).Succeeded);

        Assert.True((await there.Get<GetMe>().ExecuteAsync(new())).Succeeded);
        Assert.Equal("unauthenticated", (await ada.Here.Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("Your Stockade password was changed", (await host.EmailsToAsync(ada.Email))[0].Subject);
        // the proof was for the old password
        Assert.Equal(
            "wrong_password", (await there.Get<ChangePassword>().ExecuteAsync(new(await host.HashAsync(), proof))).Problem?.Code);
    }

    [Fact]
    public async Task Without_the_old_password_a_fresh_second_factor_is_required()
    {
        var (ada, _, there) = await SignsInPlainlyAsync();
        var request = new ChangePassword.Request(await host.HashAsync(NewPassword), null);

        Assert.Equal("step_up_required", (await there.Get<ChangePassword>().ExecuteAsync(request)).Problem?.Code);
        await there.Get<SendStepUpCode>().ExecuteAsync(new());
        await there.Get<ConfirmStepUp>().ExecuteAsync(new(await host.CodeToAsync(ada.Email)));
        Assert.True((await there.Get<ChangePassword>().ExecuteAsync(request)).Succeeded);
    }

    [Fact]
    public async Task Guessing_the_password_in_an_open_session_locks_the_account()
    {
        var (ada, session, there) = await SignsInPlainlyAsync();
        for (var i = 0; i < Lockout.DefaultThreshold; i++)
            Assert.Equal("wrong_password", (await ProvesAsync(ada, session, "wrong but long enough")).Problem?.Code);

        var proof = (await ProvesAsync(ada, session, AccountScenario.Password)).Value;
        Assert.Equal("wrong_password", (await there.Get<ChangePassword>().ExecuteAsync(
            new(await host.HashAsync(NewPassword), proof))).Problem?.Code);
    }

    [Fact]
    public async Task A_password_proof_of_another_account_is_refused()
    {
        var (_, _, there) = await SignsInPlainlyAsync();
        var (eve, session, _) = await SignsInPlainlyAsync();
        var proof = (await ProvesAsync(eve, session, AccountScenario.Password)).Value;

        Assert.Equal("wrong_password", (await there.Get<ChangePassword>().ExecuteAsync(
            new(await host.HashAsync(NewPassword), proof))).Problem?.Code);
    }

    [Fact]
    public async Task The_page_reports_a_wrong_password_and_redirects_to_step_up_without_one()
    {
        var ada = AccountScenario.NewAddress();
        var joined = await host.JoinsAsync(ada);
        using var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await host.As(joined.Session).SessionTokenAsync();
        await host.ScalarAsync<string>(
            "update platform.sessions set proved_at = null where id = $1 returning 'done'", joined.Session.SessionId.Value);

        await browser.GetAsync("/account/password");
        await browser.SubmitAsync("password", ("current", "wrong but long enough"), ("password", NewPassword));
        Assert.Equal("Wrong password", browser.Notice);
        await browser.SubmitAsync("password", ("current", ""), ("password", NewPassword));
        Assert.Equal("/account/confirm?returnUrl=%2Faccount%2Fpassword", browser.Location);
        await browser.GetAsync("/account/password");
        await browser.SubmitAsync("password", ("current", AccountScenario.Password), ("password", NewPassword));
        Assert.Equal("Password changed", browser.Notice);
    }
}
