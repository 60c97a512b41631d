using App.Accounts;
using App.Organizations;
using App.SignIn;
using App.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Organizations;

/// <summary>Owners are notified of locked accounts unless their organization turned the alerts off.</summary>
public sealed class AccountLockedTests(TestHost host)
{
    static readonly DateTimeOffset Until = new(2026, 11, 3, 14, 15, 0, TimeSpan.Zero);

    /// <summary>Runs the job for an account that is locked until the given time.</summary>
    async Task HandleAsync(Guid account, DateTimeOffset? until = null)
    {
        await host.ScalarAsync<Guid>(
            "update platform.accounts set locked_until = $2 where id = $1 returning id", account, until ?? Until);
        await host.Services.GetRequiredService<JobHost>().RunAsync(
            AccountJobs.Locked.Name, null, account, null, TestContext.Current.CancellationToken);
    }

    Task<IReadOnlyList<EmailView>> ToOwnerAsync(TestOrganization acme) => host.EmailsToAsync($"Owner@{acme.Slug}.example");

    [Fact]
    public async Task A_lockout_enqueues_its_job_in_the_same_transaction()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        using var scope = host.Services.CreateScope();
        for (var n = 0; n < Lockout.DefaultThreshold; n++)
            await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(ada, "wrong but long enough", default);

        Assert.Equal(1L, await host.ScalarAsync<long>("""
            select count(*) from platform.pending_jobs
            where kind = 'account.locked' and subject = (select id from platform.accounts where email = $1)
            """, ada));
    }

    [Fact]
    public async Task Owners_are_emailed_once_per_lockout_and_it_is_audited()
    {
        var acme = await host.OrganizationAsync();

        await HandleAsync(acme.Member.AccountId);
        await HandleAsync(acme.Member.AccountId); // as after a crash
        Assert.StartsWith("Account locked: Member of", Assert.Single(await ToOwnerAsync(acme)).Subject);
        await HandleAsync(acme.Member.AccountId, Until.AddHours(1));

        Assert.Equal(2, (await ToOwnerAsync(acme)).Count);
        Assert.Empty(await host.EmailsToAsync($"Admin@{acme.Slug}.example"));
        Assert.Equal(2, (await acme.AuditedAsync()).Count(action => action == "member.notify_of_lockout"));
    }

    [Fact]
    public async Task A_locked_owner_gets_no_second_email_and_other_organizations_get_none()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");

        await HandleAsync(acme.Owner.AccountId);

        Assert.Empty(await ToOwnerAsync(acme)); // AccountLockedEmail already notifies them
        Assert.Empty(await ToOwnerAsync(globex));
    }

    [Fact]
    public async Task Owners_can_turn_off_lockout_alerts_and_the_change_is_audited()
    {
        var acme = await host.OrganizationAsync();
        Assert.True((await acme.Owner.Get<GetSignInPolicy>().ExecuteAsync(new())).Value.AlertsOwnersOfLockouts);
        Assert.Equal("forbidden", (await acme.Admin.Get<SetLockoutAlerts>().ExecuteAsync(new(false))).Problem?.Code);

        Assert.True((await acme.Owner.Get<SetLockoutAlerts>().ExecuteAsync(new(false))).Succeeded);
        await HandleAsync(acme.Member.AccountId);

        Assert.Empty(await ToOwnerAsync(acme));
        var audited = await acme.AuditedAsync();
        Assert.Contains("organization.set_lockout_alerts", audited);
        Assert.DoesNotContain("member.notify_of_lockout", audited);
        Assert.False((await acme.Owner.Get<GetSignInPolicy>().ExecuteAsync(new())).Value.AlertsOwnersOfLockouts);
    }
}
