using App.Accounts;
using App.Organizations;
using App.Platform;
using App.Tests.Customers;
using App.Tests.Storefront;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

/// <summary>Wrong passwords lock an account for a while; nobody but its owner is told.</summary>
public sealed class AccountLockTests(TestHouse house)
{
    readonly TestClock clock = new();
    ServiceProvider? services;

    /// <summary>One for the whole test: each keeps connections of its own.</summary>
    ServiceProvider Services => services ??= house.At(clock);

    async Task<Result<SignInOutcome>> SignInAsync(string email, string password = AccountStory.Password)
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
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada, services: Services);
        clock.Advance(TimeSpan.FromMinutes(1)); // so that later mails are later
        return ada;
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_is_wrong_too_for_a_quarter_of_an_hour()
    {
        var ada = await AdaAsync();
        await FailAsync(ada, 4);
        Assert.True((await SignInAsync(ada)).Succeeded); // which forgets the four
        await FailAsync(ada, 5);

        var (locked, unknown) = (await SignInAsync(ada), await SignInAsync(AccountStory.NewAddress("nobody")));
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
    public async Task An_organization_says_how_many_wrong_passwords_lock(int limit)
    {
        var acme = await house.OrganizationAsync(services: Services, clock: clock);
        Assert.Equal("invalid", (await acme.Owner.Get<SetLockLimit>().ExecuteAsync(new(2))).Problem?.Errors[0].Code);
        Assert.Equal("forbidden", (await acme.Admin.Get<SetLockLimit>().ExecuteAsync(new(limit))).Problem?.Code);
        Assert.True((await acme.Owner.Get<SetLockLimit>().ExecuteAsync(new(limit))).Succeeded);
        var ben = await BenAsync(acme);

        await FailAsync(ben, limit - 1);
        Assert.Equal(0L, await LocksAsync(ben));
        await FailAsync(ben, 1);

        Assert.Equal(1L, await LocksAsync(ben));
        Assert.Contains("organization.set_lock_limit", await acme.AuditedAsync());
    }

    [Fact]
    public async Task Of_two_organizations_the_stricter_one_says()
    {
        var acme = await house.OrganizationAsync(services: Services, clock: clock);
        var ben = await BenAsync(acme);
        var globex = await house.OrganizationAsync("Globex", services: Services, clock: clock);
        Assert.True((await acme.Owner.Get<SetLockLimit>().ExecuteAsync(new(9))).Succeeded);
        await using (var db = house.Behind(globex.Id))
        {
            db.Add(Member.Join(acme.Member.AccountId, Role.Member, clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        await FailAsync(ben, Lockout.Failures);

        Assert.Equal(1L, await LocksAsync(ben));
    }

    /// <summary>The organization's member, with a password.</summary>
    Task<string> BenAsync(TestOrganization acme) =>
        house.ScalarAsync<string>("update platform.accounts set password_hash = $1 where id = $2 returning email",
            BCrypt.Net.BCrypt.HashPassword(AccountStory.Password, 4), acme.Member.AccountId);

    Task<long> LocksAsync(string email) => house.ScalarAsync<long>("select locks::bigint from platform.accounts where email = $1", email);

    [Fact]
    public async Task Each_lock_is_twice_as_long_up_to_a_day_with_one_mail_and_one_entry()
    {
        var ada = await AdaAsync();
        var account = (await SignInAsync(ada)).Value.Session!.AccountId;
        var mails = (await house.MailsToAsync(ada)).Count;

        foreach (var minutes in new[] { 15, 30, 60, 120, 240, 480, 960, 1440, 1440 })
        {
            await FailAsync(ada, 8); // what comes while it is locked makes it no longer
            clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.False((await SignInAsync(ada)).Succeeded);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(mails + 9, (await house.MailsToAsync(ada)).Count);
        Assert.Equal(9, await house.ScalarAsync<long>("select count(*) from platform.account_entries where action = 'account.lock' and entity_id = $1", account.ToString()));
    }

    [Fact]
    public async Task Twenty_wrong_at_once_lock_once()
    {
        var ada = await AdaAsync();
        var mails = (await house.MailsToAsync(ada)).Count;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SignInAsync(ada, "wrong but long enough")));

        var told = await house.MailsToAsync(ada);
        Assert.Equal((mails + 1, "Signing in to Stockade is locked for a while"), (told.Count, told[0].Subject));
        Assert.Contains("For 15 minutes", told[0].Text);
        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await SignInAsync(ada)).Succeeded);
    }

    [Fact]
    public async Task Two_quiet_days_forget_what_went_wrong_and_who_is_signed_in_stays_so()
    {
        var ada = await AdaAsync();
        var here = (await SignInAsync(ada)).Value.Session!;
        await FailAsync(ada, 5);
        Assert.True((await house.As(here, services: Services).Get<App.Organizations.GetMe>().ExecuteAsync(new())).Succeeded);
        clock.Advance(TimeSpan.FromDays(2));
        await FailAsync(ada, 5);

        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await SignInAsync(ada)).Succeeded);
    }

    [Fact]
    public async Task At_a_storefront_it_is_the_same_and_each_realm_locks_its_own()
    {
        var acme = await house.OrganizationAsync(clock: clock);
        var rosa = await AdaAsync(); // has an account, too
        await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), rosa);
        clock.Advance(TimeSpan.FromMinutes(1));
        for (var n = 0; n < 5; n++)
            Assert.Equal("wrong_credentials", (await acme.Visitor.SignsInAsync(house, rosa, "wrong but long enough")).Problem?.Code);

        Assert.Equal("wrong_credentials", (await acme.Visitor.SignsInAsync(house, rosa, StorefrontStory.Password)).Problem?.Code);
        Assert.Equal("Signing in to Acme is locked for a while", (await house.MailsToAsync(rosa))[0].Subject);
        Assert.Single(await acme.AuditedAsync(), "shopper.lock");
        Assert.True((await SignInAsync(rosa)).Succeeded);
        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await acme.Visitor.SignsInAsync(house, rosa, StorefrontStory.Password)).Succeeded);
    }

    [Theory]
    [InlineData(0, 15)]
    [InlineData(1, 30)]
    [InlineData(6, 960)]
    [InlineData(7, 1440)]
    [InlineData(1000, 1440)]
    public void A_lock_is_never_longer_than_a_day(int before, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), Lockout.Of(before));
}
