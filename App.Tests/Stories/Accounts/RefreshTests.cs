using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>Refresh tokens work once. The tests control the clock, and some use two instances.</summary>
public sealed class RefreshTests(TestHost host)
{
    readonly FakeClock clock = new();

    static async Task<Result<IssuedTokens>> RefreshAsync(IServiceProvider services, string? token)
    {
        using var scope = services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<SessionRefresh<StaffRealm>>().AttemptAsync(token, null, default);
    }

    Task<long> SpentAsync(OpenedSession session) =>
        host.ScalarAsync<long>(
            "select count(*) from platform.refresh_tokens where session_id = $1 and used_at is not null",
            session.SessionId.Value);

    async Task<bool> IsAliveAsync(OpenedSession session, IServiceProvider services) =>
        (await host.As(session, services: services).Get<GetMe>().ExecuteAsync(new())).Succeeded;

    [Fact]
    public async Task Concurrent_refreshes_at_two_instances_return_the_same_successor_token()
    {
        var here = host.At(clock);
        var there = host.At(clock);
        var session = (await host.JoinsAsync(AccountScenario.NewAddress(), services: here)).Session;
        var token = session.RefreshToken!;

        for (var round = 1; round <= Long.Or(20, 100); round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => RefreshAsync(n % 2 == 0 ? here : there, token)));

            var next = Assert.Single(answers.Select(answer => answer.Value.Refresh).Distinct());
            Assert.NotEqual(token, next);
            Assert.Equal(round, await SpentAsync(session));
            token = next;
        }
        Assert.True(await IsAliveAsync(session, here));
    }

    [Fact]
    public async Task A_used_token_is_accepted_for_five_seconds_and_later_reuse_ends_every_session_once()
    {
        var services = host.At(clock);
        var ada = AccountScenario.NewAddress();
        var joined = (await host.JoinsAsync(ada, services: services)).Session;
        var phone = await SignInAsync(ada, services);
        var first = (await RefreshAsync(services, joined.RefreshToken)).Value.Refresh;
        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(first, (await RefreshAsync(services, joined.RefreshToken)).Value.Refresh);
        var open = services.GetRequiredService<OpenCircuits>();
        var page = new CircuitState();
        open.Opened(phone.SessionId.Value, page);
        var emailsBefore = (await host.EmailsToAsync(ada)).Count;
        clock.Advance(TimeSpan.FromSeconds(0.1));

        var late = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefreshAsync(services, joined.RefreshToken)));
        await services.GetRequiredService<CircuitWatch>().StepAsync(default);

        Assert.All(late, answer => Assert.Equal("refresh_refused", answer.Problem?.Code));
        Assert.False(await IsAliveAsync(joined, services));
        Assert.False(await IsAliveAsync(phone, services));
        Assert.True(page.IsOver);
        Assert.Equal("refresh_refused", (await RefreshAsync(services, first)).Problem?.Code);
        Assert.Equal("refresh_refused", (await RefreshAsync(services, phone.RefreshToken)).Problem?.Code);
        var emails = await host.EmailsToAsync(ada);
        Assert.Equal(emailsBefore + 1, emails.Count);
        Assert.Equal("You were signed out of Stockade everywhere", emails[0].Subject);
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from platform.account_entries where action = 'session.end_after_token_reuse' and entity_id = $1",
            joined.SessionId.ToString()));
    }

    [Fact]
    public async Task Token_reuse_leaves_other_accounts_signed_in_and_the_owner_can_sign_in_again()
    {
        var services = host.At(clock);
        var ada = AccountScenario.NewAddress();
        var ben = AccountScenario.NewAddress("ben");
        var stolen = (await host.JoinsAsync(ada, services: services)).Session;
        var other = (await host.JoinsAsync(ben, services: services)).Session;
        await RefreshAsync(services, stolen.RefreshToken);
        clock.Advance(TimeSpan.FromMinutes(1));
        await RefreshAsync(services, stolen.RefreshToken);

        Assert.True(await IsAliveAsync(other, services));
        Assert.True(await IsAliveAsync(await SignInAsync(ada, services), services));
    }

    [Fact]
    public async Task Tokens_of_an_ended_session_are_refused_without_an_alert_email()
    {
        var services = host.At(clock);
        var ada = AccountScenario.NewAddress();
        var session = (await host.JoinsAsync(ada, services: services)).Session;
        var spent = session.RefreshToken;
        var last = (await RefreshAsync(services, spent)).Value.Refresh;
        await host.As(session, services: services).Get<EndSession>().ExecuteAsync(new());
        var emailsBefore = (await host.EmailsToAsync(ada)).Count;
        clock.Advance(TimeSpan.FromMinutes(1));

        foreach (var token in new[] { spent, last, Token.New(), "", "x", null, new string('x', 5000), "\0" })
            Assert.Equal("refresh_refused", (await RefreshAsync(services, token)).Problem?.Code);
        Assert.Equal(emailsBefore, (await host.EmailsToAsync(ada)).Count);
    }

    [Fact]
    public async Task Refreshing_does_not_keep_an_unused_session_alive_beyond_a_week()
    {
        var services = host.At(clock);
        var session = (await host.JoinsAsync(AccountScenario.NewAddress(), services: services)).Session;
        var token = session.RefreshToken;
        for (var day = 0; day < 6; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            token = (await RefreshAsync(services, token)).Value.Refresh;
        }
        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal("refresh_refused", (await RefreshAsync(services, token)).Problem?.Code);
    }

    [Fact]
    public async Task Refresh_tokens_of_ended_sessions_are_pruned()
    {
        var services = host.At(clock);
        var session = (await host.JoinsAsync(AccountScenario.NewAddress(), services: services)).Session;
        await RefreshAsync(services, session.RefreshToken);
        await services.DeleteOldRowsAsync("prune refresh tokens");
        Assert.Equal(1, await SpentAsync(session));

        await host.As(session, services: services).Get<EndSession>().ExecuteAsync(new());
        clock.Advance(TimeSpan.FromDays(1));
        await services.DeleteOldRowsAsync("prune refresh tokens");

        Assert.Equal(0, await SpentAsync(session));
    }

    static async Task<OpenedSession> SignInAsync(string email, IServiceProvider services)
    {
        using var scope = services.CreateScope();
        return (await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(
            email, AccountScenario.Password, default)).Value.Session!;
    }
}
