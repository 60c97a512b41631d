using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Organizations;

/// <summary>Owners are notified of locked accounts unless their organization turned the alerts off.</summary>
public sealed class AccountLockedTests(TestHost host)
{
    static readonly DateTimeOffset Until = new(2026, 11, 3, 14, 15, 0, TimeSpan.Zero);

    /// <summary>Raises the event of a locked account and returns its id.</summary>
    async Task<Guid> RaiseAsync(TestOrganization acme, Guid account, DateTimeOffset? until = null)
    {
        await host.ChangeAsync(acme.Owner, context =>
        {
            context.RaiseForAccount(new AccountLocked(account, until ?? Until));
            context.Note("acc_test", "Test");
            return Task.FromResult(true);
        });
        return await host.ScalarAsync<Guid>(
            "select event_id from platform.pending_events where account_id = $1 order by occurred_at desc limit 1", account);
    }

    Task HandleAsync(Guid eventId) => host.Services.GetRequiredService<JobHost>().RunAsync(
        NotifyOwners.Name, null, eventId, null, TestContext.Current.CancellationToken);

    JobKind NotifyOwners => host.Services.GetRequiredService<EventHandlers>().All
        .Single(handler => handler.Handler == typeof(NotifyOwnersOfLockout)).Job!;

    Task<IReadOnlyList<EmailView>> ToOwnerAsync(TestOrganization acme) => host.EmailsToAsync($"Owner@{acme.Slug}.example");

    [Fact]
    public async Task A_lockout_stores_its_event_and_the_job_in_the_same_transaction()
    {
        var ada = AccountScenario.NewAddress();
        await host.JoinsAsync(ada);
        using var scope = host.Services.CreateScope();
        for (var n = 0; n < Lockout.DefaultThreshold; n++)
            await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(ada, "wrong but long enough", default);

        Assert.Equal("account.locked", await host.ScalarAsync<string>("""
            select e.type from platform.pending_events e
            join platform.pending_jobs j on j.kind = e.handler and j.subject = e.event_id
            where e.account_id = (select id from platform.accounts where email = $1)
            """, ada));
    }

    [Fact]
    public async Task Owners_are_emailed_once_per_lockout_and_it_is_audited()
    {
        var acme = await host.OrganizationAsync();

        var lockout = await RaiseAsync(acme, acme.Member.AccountId);
        await HandleAsync(lockout);
        await HandleAsync(lockout); // as after a crash
        Assert.StartsWith("Account locked: Member of", Assert.Single(await ToOwnerAsync(acme)).Subject);
        await HandleAsync(await RaiseAsync(acme, acme.Member.AccountId, Until.AddHours(1)));

        Assert.Equal(2, (await ToOwnerAsync(acme)).Count);
        Assert.Empty(await host.EmailsToAsync($"Admin@{acme.Slug}.example"));
        Assert.Equal(2, (await acme.AuditedAsync()).Count(action => action == "member.notify_of_lockout"));
    }

    [Fact]
    public async Task A_locked_owner_gets_no_second_email_and_other_organizations_get_none()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");

        await HandleAsync(await RaiseAsync(acme, acme.Owner.AccountId));

        Assert.Empty(await ToOwnerAsync(acme)); // AccountLockedEmail already notifies them
        Assert.Empty(await ToOwnerAsync(globex));
    }

    [Fact]
    public async Task The_owners_of_each_organization_of_the_account_are_notified()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        await host.ScalarAsync<Guid>("""
            insert into members (organization_id, id, account_id, role, status, joined_at)
            values ($1, gen_random_uuid(), $2, 'Member', 'Active', now()) returning id
            """, globex.Id, acme.Member.AccountId);

        await HandleAsync(await RaiseAsync(acme, acme.Member.AccountId));

        Assert.Single(await ToOwnerAsync(acme));
        Assert.Single(await ToOwnerAsync(globex));
    }

    [Fact]
    public async Task Owners_can_turn_off_lockout_alerts_and_the_change_is_audited()
    {
        var acme = await host.OrganizationAsync();
        Assert.True((await acme.Owner.Get<GetSignInPolicy>().ExecuteAsync(new())).Value.AlertsOwnersOfLockouts);
        Assert.Equal("forbidden", (await acme.Admin.Get<SetLockoutAlerts>().ExecuteAsync(new(false))).Problem?.Code);

        Assert.True((await acme.Owner.Get<SetLockoutAlerts>().ExecuteAsync(new(false))).Succeeded);
        await HandleAsync(await RaiseAsync(acme, acme.Member.AccountId));

        Assert.Empty(await ToOwnerAsync(acme));
        var audited = await acme.AuditedAsync();
        Assert.Contains("organization.set_lockout_alerts", audited);
        Assert.DoesNotContain("member.notify_of_lockout", audited);
        Assert.False((await acme.Owner.Get<GetSignInPolicy>().ExecuteAsync(new())).Value.AlertsOwnersOfLockouts);
    }
}
