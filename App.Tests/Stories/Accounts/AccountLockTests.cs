using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>Wrong passwords lock an account temporarily and only its owner is notified.</summary>
public sealed class AccountLockTests(TestHost host)
{
    readonly FakeClock clock = new();
    ServiceProvider? services;

    /// <summary>Shared by the whole test because every provider keeps its own connections.</summary>
    ServiceProvider Services => services ??= host.At(clock);

    async Task<Result<SignInOutcome>> SignInAsync(string email, string password = AccountScenario.Password)
    {
        using var scope = Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(email, password, default);
    }

    async Task FailAsync(string email, int times)
    {
        for (var n = 0; n < times; n++)
            Assert.Equal("wrong_credentials", (await SignInAsync(email, "wrong but long enough")).Problem?.Code);
    }

    async Task<string> AdaAsync()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada, services: Services);
        clock.Advance(TimeSpan.FromMinutes(1)); // so later emails sort after earlier ones
        return ada;
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_fifteen_minutes()
    {
        var ada = await AdaAsync();
        await FailAsync(ada, 4);
        Assert.True((await SignInAsync(ada)).Succeeded); // resets the four failures
        await FailAsync(ada, 5);

        var locked = await SignInAsync(ada);
        var unknown = await SignInAsync(AccountScenario.NewAddress("nobody"));
        Assert.Equal("wrong_credentials", locked.Problem?.Code);
        Assert.Equal(unknown.Problem, locked.Problem);
        clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.False((await SignInAsync(ada)).Succeeded);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await SignInAsync(ada)).Succeeded);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public async Task An_organization_sets_its_lockout_threshold(int limit)
    {
        var acme = await host.OrganizationAsync(services: Services, clock: clock);
        Assert.Equal("invalid", (await acme.Owner.Get<SetLockoutThreshold>().ExecuteAsync(new(2))).Problem?.Errors[0].Code);
        Assert.Equal("forbidden", (await acme.Admin.Get<SetLockoutThreshold>().ExecuteAsync(new(limit))).Problem?.Code);
        Assert.True((await acme.Owner.Get<SetLockoutThreshold>().ExecuteAsync(new(limit))).Succeeded);
        var ben = await BenAsync(acme);

        await FailAsync(ben, limit - 1);
        Assert.Equal(0L, await LocksAsync(ben));
        await FailAsync(ben, 1);

        Assert.Equal(1L, await LocksAsync(ben));
        Assert.Contains("organization.set_lockout_threshold", await acme.AuditedAsync());
    }

    [Fact]
    public async Task The_strictest_organization_sets_the_lockout_threshold()
    {
        var acme = await host.OrganizationAsync(services: Services, clock: clock);
        var ben = await BenAsync(acme);
        var globex = await host.OrganizationAsync("Globex", services: Services, clock: clock);
        Assert.True((await acme.Owner.Get<SetLockoutThreshold>().ExecuteAsync(new(9))).Succeeded);
        await using (var db = host.Behind(globex.Id))
        {
            db.Add(Member.Join(acme.Member.AccountId, RoleCatalog.Of(Role.Member), clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        await FailAsync(ben, Lockout.DefaultThreshold);

        Assert.Equal(1L, await LocksAsync(ben));
    }

    /// <summary>Gives the organization's member a password and returns their address.</summary>
    Task<string> BenAsync(TestOrganization acme) =>
        host.ScalarAsync<string>("update platform.accounts set password_hash = $1 where id = $2 returning email",
            BCrypt.Net.BCrypt.HashPassword(AccountScenario.Password, 4), acme.Member.AccountId);

    Task<long> LocksAsync(string email) => host.ScalarAsync<long>(
        "select count(*) from platform.accounts where email = $1 and locked_until is not null", email);

    [Fact]
    public async Task Every_lockout_lasts_fifteen_minutes_and_the_owner_gets_at_most_one_email_a_day()
    {
        var ada = await AdaAsync();
        var account = (await SignInAsync(ada)).Value.Session!.Login;
        var emailsBefore = (await host.EmailsToAsync(ada)).Count;

        for (var lockout = 0; lockout < 9; lockout++)
        {
            await FailAsync(ada, 8); // attempts during the lockout do not extend it
            clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
            Assert.False((await SignInAsync(ada)).Succeeded);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(emailsBefore + 1, (await host.EmailsToAsync(ada)).Count);
        Assert.Equal(9, await host.ScalarAsync<long>(
            "select count(*) from platform.account_entries where action = 'account.lock' and entity_id = $1",
            new Id<Account>(account).ToString()));
        clock.Advance(Lockout.NotifiedEvery);
        await FailAsync(ada, 5);
        Assert.Equal(emailsBefore + 2, (await host.EmailsToAsync(ada)).Count);
    }

    [Fact]
    public async Task Twenty_concurrent_wrong_passwords_lock_the_account_once()
    {
        var ada = await AdaAsync();
        var emailsBefore = (await host.EmailsToAsync(ada)).Count;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SignInAsync(ada, "wrong but long enough")));

        var emails = await host.EmailsToAsync(ada);
        Assert.Equal((emailsBefore + 1, "Your sign-in to Stockade is temporarily locked"), (emails.Count, emails[0].Subject));
        Assert.Contains("15 minutes, no one can", emails[0].Text);
        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await SignInAsync(ada)).Succeeded);
    }

    [Fact]
    public async Task Open_sessions_survive_a_lockout()
    {
        var ada = await AdaAsync();
        var here = (await SignInAsync(ada)).Value.Session!;
        await FailAsync(ada, 5);
        Assert.True((await host.As(here, services: Services).Get<App.Organizations.GetMe>().ExecuteAsync(new())).Succeeded);
        clock.Advance(TimeSpan.FromDays(2));
        await FailAsync(ada, 5);

        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await SignInAsync(ada)).Succeeded);
    }

    [Fact]
    public async Task Shoppers_are_locked_out_too_and_each_realm_locks_separately()
    {
        var acme = await host.OrganizationAsync(clock: clock);
        var rosa = await AdaAsync(); // also has a staff account
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), rosa);
        clock.Advance(TimeSpan.FromMinutes(1));
        for (var n = 0; n < 5; n++)
            Assert.Equal(
                "wrong_credentials", (await acme.Visitor.SignsInAsync(host, rosa, "wrong but long enough")).Problem?.Code);

        Assert.Equal(
            "wrong_credentials", (await acme.Visitor.SignsInAsync(host, rosa, StorefrontScenario.Password)).Problem?.Code);
        Assert.Equal("Your sign-in to Acme is temporarily locked", (await host.EmailsToAsync(rosa))[0].Subject);
        Assert.Single(await acme.AuditedAsync(), "shopper.lock");
        Assert.True((await SignInAsync(rosa)).Succeeded);
        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await acme.Visitor.SignsInAsync(host, rosa, StorefrontScenario.Password)).Succeeded);
    }
}
