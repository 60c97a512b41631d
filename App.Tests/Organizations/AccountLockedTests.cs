using App.Accounts;
using App.Organizations;
using App.Platform;
using App.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Organizations;

/// <summary>Owners hear of locked accounts, if their organization wants them to.</summary>
public sealed class AccountLockedTests(TestHouse house)
{
    static readonly DateTimeOffset Until = new(2026, 11, 3, 14, 15, 0, TimeSpan.Zero);

    /// <summary>Runs the job for an account that is locked until then, once or again.</summary>
    async Task HandleAsync(Guid account, DateTimeOffset? until = null)
    {
        await house.ScalarAsync<Guid>("update platform.accounts set lockout_end = $2 where id = $1 returning id", account, until ?? Until);
        await house.Services.GetRequiredService<JobHost>().RunAsync(AccountJobs.Locked.Name, null, account, null, TestContext.Current.CancellationToken);
    }

    Task<IReadOnlyList<MailView>> ToOwnerAsync(TestOrganization acme) => house.MailsToAsync($"Owner@{acme.Slug}.example");

    [Fact]
    public async Task A_lock_asks_for_the_work_in_its_own_transaction()
    {
        var ada = AccountStory.NewAddress();
        await house.JoinsAsync(ada);
        using var scope = house.Services.CreateScope();
        for (var n = 0; n < Lockout.Failures; n++)
            await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(ada, "wrong but long enough", default);

        Assert.Equal(1L, await house.ScalarAsync<long>(
            "select count(*) from platform.pending_jobs where kind = 'account.locked' and subject = (select id from platform.accounts where email = $1)", ada));
    }

    [Fact]
    public async Task The_owners_are_told_once_for_each_lock_and_it_is_in_the_log()
    {
        var acme = await house.OrganizationAsync();

        await HandleAsync(acme.Member.AccountId);
        await HandleAsync(acme.Member.AccountId); // a crash in between
        Assert.StartsWith("Signing in is locked for Member of", Assert.Single(await ToOwnerAsync(acme)).Subject);
        await HandleAsync(acme.Member.AccountId, Until.AddHours(1));

        Assert.Equal(2, (await ToOwnerAsync(acme)).Count);
        Assert.Empty(await house.MailsToAsync($"Admin@{acme.Slug}.example"));
        Assert.Equal(2, (await acme.AuditedAsync()).Count(action => action == "member.tell_of_lock"));
    }

    [Fact]
    public async Task An_owner_is_not_told_twice_of_their_own_and_other_organizations_hear_nothing()
    {
        var (acme, globex) = (await house.OrganizationAsync(), await house.OrganizationAsync("Globex"));

        await HandleAsync(acme.Owner.AccountId);

        Assert.Empty(await ToOwnerAsync(acme)); // AccountLockedLetter tells them
        Assert.Empty(await ToOwnerAsync(globex));
    }

    [Fact]
    public async Task An_organization_that_does_not_want_to_know_is_not_told_and_who_turned_it_off_is_known()
    {
        var acme = await house.OrganizationAsync();
        Assert.True((await acme.Owner.Get<GetEntryRules>().ExecuteAsync(new())).Value.TellsOwnersOfLocks);
        Assert.Equal("forbidden", (await acme.Admin.Get<TellOwnersOfLocks>().ExecuteAsync(new(false))).Problem?.Code);

        Assert.True((await acme.Owner.Get<TellOwnersOfLocks>().ExecuteAsync(new(false))).Succeeded);
        await HandleAsync(acme.Member.AccountId);

        Assert.Empty(await ToOwnerAsync(acme));
        var audited = await acme.AuditedAsync();
        Assert.Contains("organization.tell_owners_of_locks", audited);
        Assert.DoesNotContain("member.tell_of_lock", audited);
        Assert.False((await acme.Owner.Get<GetEntryRules>().ExecuteAsync(new())).Value.TellsOwnersOfLocks);
    }
}
