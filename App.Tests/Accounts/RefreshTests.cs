using App.Accounts;
using App.Organizations;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>Refresh tokens, on a clock of the test's own, often at two instances.</summary>
public sealed class RefreshTests(TestHouse house)
{
    readonly TestClock clock = new();

    static async Task<Result<IssuedTokens>> RefreshAsync(IServiceProvider services, string? token)
    {
        using var scope = services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<SessionRefresh>().AttemptAsync(token, null, default);
    }

    Task<long> SpentAsync(OpenedSession session) =>
        house.ScalarAsync<long>("select count(*) from platform.refresh_tokens where session_id = $1 and used_at is not null", session.SessionId.Value);

    async Task<bool> IsAliveAsync(OpenedSession session, IServiceProvider services) => (await house.As(session, services: services).Get<GetMe>().ExecuteAsync(new())).Succeeded;

    [Fact]
    public async Task Fifty_at_once_with_the_same_token_at_two_instances_get_the_same_successor_a_hundred_times()
    {
        var (here, there) = (house.At(clock), house.At(clock));
        var session = (await house.JoinsAsync(AccountStory.NewAddress(), services: here)).Session;
        var token = session.RefreshToken!;

        for (var round = 1; round <= 100; round++)
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
    public async Task A_token_that_was_spent_answers_the_same_for_five_seconds_and_whoever_keeps_it_longer_ends_every_session_once()
    {
        var services = house.At(clock);
        var ada = AccountStory.NewAddress();
        var joined = (await house.JoinsAsync(ada, services: services)).Session;
        var phone = await SignInAsync(ada, services);
        var first = (await RefreshAsync(services, joined.RefreshToken)).Value.Refresh;
        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(first, (await RefreshAsync(services, joined.RefreshToken)).Value.Refresh);
        var (open, page) = (services.GetRequiredService<OpenCircuits>(), new CircuitState());
        open.Opened(phone.SessionId.Value, page);
        var mails = (await house.MailsToAsync(ada)).Count;
        clock.Advance(TimeSpan.FromSeconds(0.1));

        var late = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefreshAsync(services, joined.RefreshToken)));
        await services.GetRequiredService<CircuitWatch>().StepAsync(default);

        Assert.All(late, answer => Assert.Equal("refresh_refused", answer.Problem?.Code));
        Assert.False(await IsAliveAsync(joined, services));
        Assert.False(await IsAliveAsync(phone, services));
        Assert.True(page.IsOver);
        Assert.Equal("refresh_refused", (await RefreshAsync(services, first)).Problem?.Code);
        Assert.Equal("refresh_refused", (await RefreshAsync(services, phone.RefreshToken)).Problem?.Code);
        var told = await house.MailsToAsync(ada);
        Assert.Equal(mails + 1, told.Count);
        Assert.Equal("You were signed out of Stockade everywhere", told[0].Subject);
        Assert.Equal(1, await house.ScalarAsync<long>("select count(*) from platform.account_entries where action = 'session.end_stolen' and entity_id = $1", joined.SessionId.ToString()));
    }

    [Fact]
    public async Task Nobody_elses_session_ends_and_the_owner_signs_in_again()
    {
        var services = house.At(clock);
        var (ada, ben) = (AccountStory.NewAddress(), AccountStory.NewAddress("ben"));
        var (stolen, other) = ((await house.JoinsAsync(ada, services: services)).Session, (await house.JoinsAsync(ben, services: services)).Session);
        await RefreshAsync(services, stolen.RefreshToken);
        clock.Advance(TimeSpan.FromMinutes(1));
        await RefreshAsync(services, stolen.RefreshToken);

        Assert.True(await IsAliveAsync(other, services));
        Assert.True(await IsAliveAsync(await SignInAsync(ada, services), services));
    }

    [Fact]
    public async Task The_token_of_a_session_that_was_ended_is_refused_and_nobody_is_alarmed()
    {
        var services = house.At(clock);
        var ada = AccountStory.NewAddress();
        var session = (await house.JoinsAsync(ada, services: services)).Session;
        var spent = session.RefreshToken;
        var last = (await RefreshAsync(services, spent)).Value.Refresh;
        await house.As(session, services: services).Get<EndSession>().ExecuteAsync(new());
        var mails = (await house.MailsToAsync(ada)).Count;
        clock.Advance(TimeSpan.FromMinutes(1));

        foreach (var token in new[] { spent, last, Token.New(), "", "x", null, new string('x', 5000), "\0" })
            Assert.Equal("refresh_refused", (await RefreshAsync(services, token)).Problem?.Code);
        Assert.Equal(mails, (await house.MailsToAsync(ada)).Count);
    }

    [Fact]
    public async Task Renewing_alone_is_no_use_a_session_idles_out_after_a_week()
    {
        var services = house.At(clock);
        var session = (await house.JoinsAsync(AccountStory.NewAddress(), services: services)).Session;
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
    public async Task Old_tokens_are_swept_away_with_their_session()
    {
        var services = house.At(clock);
        var session = (await house.JoinsAsync(AccountStory.NewAddress(), services: services)).Session;
        await RefreshAsync(services, session.RefreshToken);
        var prune = services.GetRequiredService<PruneRefreshTokens>();
        await prune.RunAsync(default);
        Assert.Equal(1, await SpentAsync(session));

        await house.As(session, services: services).Get<EndSession>().ExecuteAsync(new());
        clock.Advance(TimeSpan.FromDays(1));
        await prune.RunAsync(default);

        Assert.Equal(0, await SpentAsync(session));
    }

    static async Task<OpenedSession> SignInAsync(string email, IServiceProvider services)
    {
        using var scope = services.CreateScope();
        return (await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(email, AccountStory.Password, default)).Value.Session!;
    }
}
