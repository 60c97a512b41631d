using App.Accounts;
using App.Organizations;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

public sealed class ChangePasswordTests(TestHouse house)
{
    const string NewPassword = "eleven herons over the bay";

    /// <summary>From a scope that the session calls, as a page does.</summary>
    static async Task<Result<SignInProof>> ProvesAsync(FactorStory of, OpenedSession session, string password)
    {
        using var scope = of.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.Session(session.SessionId.Value, null));
        return await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().ProveOwnAsync(password, default);
    }

    async Task<(FactorStory Ada, OpenedSession Session, TestActor There)> SignsInPlainlyAsync()
    {
        var ada = await FactorStory.BeginAsync(house);
        var session = (await ada.SignsInAsync()).Session!;
        return (ada, session, house.As(session, services: ada.Services));
    }

    [Fact]
    public async Task With_the_old_password_Ada_takes_a_new_one_and_her_other_sessions_end()
    {
        var (ada, session, there) = await SignsInPlainlyAsync();

        var proof = (await ProvesAsync(ada, session, AccountStory.Password)).Value;
        Assert.True((await there.Get<ChangePassword>().ExecuteAsync(new(await house.HashAsync(NewPassword), proof))).Succeeded);

        Assert.True((await there.Get<GetMe>().ExecuteAsync(new())).Succeeded);
        Assert.Equal("unauthenticated", (await ada.Here.Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("Your Stockade password was changed", (await house.MailsToAsync(ada.Email))[0].Subject);
        Assert.Equal("wrong_password", (await there.Get<ChangePassword>().ExecuteAsync(new(await house.HashAsync(), proof))).Problem?.Code); // the proof was of the old one
    }

    [Fact]
    public async Task Without_it_a_fresh_second_factor_is_asked_for()
    {
        var (ada, _, there) = await SignsInPlainlyAsync();
        var request = new ChangePassword.Request(await house.HashAsync(NewPassword), null);

        Assert.Equal("step_up_required", (await there.Get<ChangePassword>().ExecuteAsync(request)).Problem?.Code);
        await there.Get<SendStepUpCode>().ExecuteAsync(new());
        await there.Get<ConfirmStepUp>().ExecuteAsync(new(await house.CodeToAsync(ada.Email)));
        Assert.True((await there.Get<ChangePassword>().ExecuteAsync(request)).Succeeded);
    }

    [Fact]
    public async Task Whoever_guesses_at_it_in_an_open_session_locks_the_account_and_then_the_right_one_counts_no_more()
    {
        var (ada, session, there) = await SignsInPlainlyAsync();
        for (var i = 0; i < Lockout.Failures; i++)
            Assert.Equal("wrong_password", (await ProvesAsync(ada, session, "wrong but long enough")).Problem?.Code);

        var proof = (await ProvesAsync(ada, session, AccountStory.Password)).Value;
        Assert.Equal("wrong_password", (await there.Get<ChangePassword>().ExecuteAsync(new(await house.HashAsync(NewPassword), proof))).Problem?.Code);
    }

    [Fact]
    public async Task The_password_of_another_account_proves_nothing()
    {
        var (_, _, there) = await SignsInPlainlyAsync();
        var (eve, session, _) = await SignsInPlainlyAsync();
        var proof = (await ProvesAsync(eve, session, AccountStory.Password)).Value;

        Assert.Equal("wrong_password", (await there.Get<ChangePassword>().ExecuteAsync(new(await house.HashAsync(NewPassword), proof))).Problem?.Code);
    }

    [Fact]
    public async Task On_the_page_a_wrong_password_is_said_at_its_field_and_an_empty_one_leads_to_confirm()
    {
        var ada = AccountStory.NewAddress();
        var joined = await house.JoinsAsync(ada);
        using var browser = new TestBrowser(house);
        browser.Cookies["__Host-staff-session"] = await house.As(joined.Session).SessionTokenAsync();
        await house.ScalarAsync<string>("update platform.sessions set proved_at = null where id = $1 returning 'done'", joined.Session.SessionId.Value);

        await browser.GetAsync("/account/password");
        await browser.SubmitAsync("password", ("current", "wrong but long enough"), ("password", NewPassword));
        Assert.Equal("Wrong password", browser.Notice);
        await browser.SubmitAsync("password", ("current", ""), ("password", NewPassword));
        Assert.Equal("/account/confirm?returnUrl=%2Faccount%2Fpassword", browser.Location);
        await browser.GetAsync("/account/password");
        await browser.SubmitAsync("password", ("current", AccountStory.Password), ("password", NewPassword));
        Assert.Equal("The new password counts", browser.Notice);
    }
}
