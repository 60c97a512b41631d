using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

public sealed class SessionTests(TestHost host)
{
    async Task<Result<SignInOutcome>> SignInAsync(string email, string password, IServiceProvider? services = null)
    {
        using var scope = (services ?? host.Services).CreateScope();
        return await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(email, password, default);
    }

    [Fact]
    public async Task The_right_password_opens_a_session_in_the_last_used_organization()
    {
        var ada = AccountScenario.NewAddress();
        var signedUp = await host.JoinsAsync(ada);

        var session = (await SignInAsync($" {ada.ToUpperInvariant()} ", AccountScenario.Password)).Value.Session!;

        var me = (await host.As(session).Get<GetMe>().ExecuteAsync(new())).Value;
        Assert.Equal(signedUp.Slug, me.Organization!.Slug);
    }

    [Theory]
    [InlineData("wrong but long enough")]
    [InlineData("")]
    [InlineData("a long walk in the rain\0")]
    [InlineData("more than seventy-two bytes, more than seventy-two bytes, more than seventy-two bytes")]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_error(string password)
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);

        var wrong = await SignInAsync(ada, password);
        var unknown = await SignInAsync(AccountScenario.NewAddress("nobody"), password);
        var nonsense = await SignInAsync("\0", password);

        Assert.Equal("wrong_credentials", wrong.Problem?.Code);
        Assert.Equal(wrong.Problem, unknown.Problem);
        Assert.Equal(wrong.Problem, nonsense.Problem);
    }

    [Fact]
    public async Task An_unverified_account_gets_a_new_code_only_with_the_right_password()
    {
        var ada = AccountScenario.NewAddress();
        await host.SignUpAsync(ada, "Acme");

        Assert.Equal("wrong_credentials", (await SignInAsync(ada, "wrong but long enough")).Problem?.Code);
        var outcome = (await SignInAsync(ada, AccountScenario.Password)).Value;

        Assert.Null(outcome.Session);
        var signedUp = (await host.Visitor().Get<VerifyCode>().ExecuteAsync(
            new(outcome.VerifyFirst!.Value, await host.CodeToAsync(ada)))).Value.SignedUp;
        Assert.NotNull(signedUp!.Slug); // the organization named at sign-up was kept
    }

    [Fact]
    public async Task An_ended_session_is_rejected_on_its_next_call()
    {
        var ada = AccountScenario.NewAddress();
        var first = await host.JoinsAsync(ada);
        var second = (await SignInAsync(ada, AccountScenario.Password)).Value.Session!;
        var here = host.As(first.Session);
        Assert.Equal(
            [true, false],
            (await here.Get<ListSessions>().ExecuteAsync(new())).Value.Data
                .OrderByDescending(row => row.Current).Select(row => row.Current));

        Assert.True((await here.Get<EndSession>().ExecuteAsync(new(second.SessionId))).Succeeded);

        Assert.Equal("unauthenticated", (await host.As(second).Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.True((await here.Get<GetMe>().ExecuteAsync(new())).Succeeded);
    }

    [Fact]
    public async Task Ending_other_sessions_keeps_the_current_one()
    {
        var ada = AccountScenario.NewAddress();
        var here = (await host.JoinsAsync(ada)).Session;
        var there = (await SignInAsync(ada, AccountScenario.Password)).Value.Session!;

        await host.As(here).Get<EndOtherSessions>().ExecuteAsync(new());

        Assert.False((await host.As(there).Get<GetMe>().ExecuteAsync(new())).Succeeded);
        Assert.True((await host.As(here).Get<GetMe>().ExecuteAsync(new())).Succeeded);
    }

    [Fact]
    public async Task A_session_of_another_account_cannot_be_ended()
    {
        var ada = await host.JoinsAsync(AccountScenario.NewAddress());
        var mallory = await host.JoinsAsync(AccountScenario.NewAddress("mallory"));

        Assert.Equal("not_found", (await host.As(mallory.Session).Get<EndSession>().ExecuteAsync(
            new(ada.Session.SessionId))).Problem?.Code);
        Assert.Single((await host.As(mallory.Session).Get<ListSessions>().ExecuteAsync(new())).Value.Data);
    }

    [Fact]
    public async Task A_session_expires_after_a_week_without_use_and_after_a_month_in_use()
    {
        var clock = new FakeClock();
        var services = host.At(clock);
        var idle = await host.JoinsAsync(AccountScenario.NewAddress(), services: services);
        var used = await host.JoinsAsync(AccountScenario.NewAddress(), services: services);
        for (var day = 0; day < 29; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            Assert.True((await host.As(used.Session, services: services).Get<GetMe>().ExecuteAsync(new())).Succeeded);
        }

        Assert.Equal(
            "unauthenticated", (await host.As(idle.Session, services: services).Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(
            "unauthenticated", (await host.As(used.Session, services: services).Get<GetMe>().ExecuteAsync(new())).Problem?.Code);
    }

    [Fact]
    public async Task A_changed_security_stamp_invalidates_an_earlier_password_proof()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        using var scope = host.Services.CreateScope();
        var stored = (await host.Visitor().Get<GetPasswordHash>().ExecuteAsync(new(ada))).Value.Stored;
        var proof = (await scope.ServiceProvider.GetRequiredService<PasswordHashingQueue>().ProveAsync<StaffRealm>(
            stored, AccountScenario.Password, default)).Value;
        await host.ScalarAsync<string>(
            "update platform.accounts set security_stamp = 'other' where email = $1 returning 'done'", ada);

        Assert.Equal("wrong_credentials", (await host.Visitor().Get<OpenSession>().ExecuteAsync(new(proof))).Problem?.Code);
    }
}
