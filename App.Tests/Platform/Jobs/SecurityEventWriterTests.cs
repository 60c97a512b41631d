using System.Net;
using App.Accounts;
using App.Organizations;
using App.SecurityEvents;
using App.SignIn;
using App.Storefront;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace App.Tests.Platform;

[Collection(LoopTests.Name)]
public sealed class SecurityEventWriterTests(LoopHost loops)
{
    static readonly IPAddress Berlin = IPAddress.Parse("203.0.113.7");

    readonly TestHost host = loops.Host;
    readonly FakeClock clock = new();

    static Task WriteAsync(IServiceProvider services) => services.GetRequiredService<SecurityEventWriter>().RunDryAsync();

    static async Task<IReadOnlyList<SecurityEventView>> SeenByAsync(TestActor actor) =>
        (await actor.Get<ListSecurityEvents>().ExecuteAsync(new(new PageRequest(Limit: 100)))).Value.Data;

    static SecuritySource.Organization Of(TestOrganization organization) => new(organization.Id, null);

    [Fact]
    public async Task The_same_event_from_the_same_network_is_one_row_for_each_hour()
    {
        var services = host.At(clock);
        var acme = await host.OrganizationAsync(clock: clock, services: services);
        var log = services.GetRequiredService<SecurityLog>();
        var start = clock.GetUtcNow();

        log.Add(SecurityEventKind.FailedSignIn, Of(acme), Berlin);
        clock.Advance(TimeSpan.FromSeconds(5));
        log.Add(SecurityEventKind.FailedSignIn, Of(acme), Berlin);
        await WriteAsync(services);
        log.Add(SecurityEventKind.FailedSignIn, Of(acme), Berlin); // the row exists by now
        log.Add(SecurityEventKind.FailedSignIn, Of(acme), IPAddress.Parse("2001:db8:1:2:3:4:5:6"));
        log.Add(SecurityEventKind.FailedSignIn, Of(acme), IPAddress.Parse("2001:db8:1:2::9"));
        clock.Advance(TimeSpan.FromHours(1));
        log.Add(SecurityEventKind.FailedSignIn, Of(acme), Berlin);
        await WriteAsync(services);

        var seen = await SeenByAsync(acme.Owner);
        Assert.Equal(
            [("2001:db8:1:2::/64", 2), ("203.0.113.7", 1), ("203.0.113.7", 3)],
            seen.Select(one => (one.Network!, one.Count)).Order());
        var first = seen.Single(one => one.Count == 3);
        Assert.Equal((start, start.AddSeconds(5)), (first.FirstAt, first.LastAt));
    }

    [Fact]
    public async Task An_organization_gets_a_limited_number_of_rows_in_an_hour_and_nothing_is_uncounted()
    {
        var services = host.At(clock);
        var acme = await host.OrganizationAsync(clock: clock, services: services);
        var log = services.GetRequiredService<SecurityLog>();

        for (var n = 0; n < SecurityEventWriter.MostRows + 50; n++)
            log.Add(SecurityEventKind.RateLimit, Of(acme), new IPAddress([198, 51, (byte)(n / 200), (byte)(n % 200)]));
        await WriteAsync(services);

        Assert.Equal(SecurityEventWriter.MostRows + 1L, await host.ScalarAsync<long>(
            "select count(*) from security_events where organization_id = $1", acme.Id));
        Assert.Equal(SecurityEventWriter.MostRows + 50L, await host.ScalarAsync<long>(
            "select sum(count) from security_events where organization_id = $1", acme.Id));
        Assert.Equal(50, await host.ScalarAsync<int>(
            "select count from security_events where organization_id = $1 and network is null", acme.Id));
    }

    [Fact]
    public void Strangers_cannot_fill_the_memory()
    {
        var log = new SecurityLog(clock);

        for (var n = 0; n < SecurityLog.Most + 500; n++)
            log.Add(SecurityEventKind.RefusedKey, new SecuritySource.Key($"{n}"), Berlin);

        Assert.Equal(SecurityLog.Most, log.Count);
    }

    [Fact]
    public async Task A_failed_sign_in_appears_in_each_organization_of_the_person_and_in_no_other()
    {
        var services = host.At(clock);
        var acme = await host.OrganizationAsync(clock: clock, services: services);
        var globex = await host.OrganizationAsync("Globex", clock, services);
        var initech = await host.OrganizationAsync("Initech", clock, services);
        await using (var db = host.Behind(globex.Id))
        {
            db.Add(Member.Join(acme.Member.AccountId, RoleCatalog.Of(Role.Member), clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        await HasPasswordAsync(acme.Member);
        await FailAsync(services, $"Member@{acme.Slug}.example");
        await WriteAsync(services);

        var atAcme = Assert.Single(await SeenByAsync(acme.Owner));
        var atGlobex = Assert.Single(await SeenByAsync(globex.Owner));
        Assert.Equal((SecurityEventKind.FailedSignIn, acme.Member.MemberId.ToString()), (atAcme.Kind, atAcme.Subject?.Id));
        Assert.Equal((SecurityEventKind.FailedSignIn, 1), (atGlobex.Kind, atGlobex.Count));
        Assert.NotEqual(atAcme.Subject!.Id, atGlobex.Subject!.Id);
        Assert.DoesNotContain(acme.Slug, atGlobex.Detail ?? "");
        Assert.Empty(await SeenByAsync(initech.Owner));
    }

    [Fact]
    public async Task Five_wrong_passwords_are_one_row_of_failures_and_one_lockout()
    {
        var services = host.At(clock);
        var acme = await host.OrganizationAsync(clock: clock, services: services);

        await HasPasswordAsync(acme.Admin);
        for (var n = 0; n < Lockout.DefaultThreshold; n++)
            await FailAsync(services, $"Admin@{acme.Slug}.example");
        await WriteAsync(services);

        Assert.Equal(
            [(SecurityEventKind.FailedSignIn, 5), (SecurityEventKind.Lockout, 1)],
            (await SeenByAsync(acme.Owner)).Select(one => (one.Kind, one.Count)).Order());
    }

    [Fact]
    public async Task A_wrong_code_after_the_right_password_is_a_refused_second_factor()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var secret = await ada.AddsAppAsync();
        var refused = await ada.FinishesAsync(await ada.NeedsTwoFactorAsync(), ada.WrongCodeOf(secret));
        await WriteAsync(ada.Services);

        Assert.NotNull(refused.Refusal);
        var seen = Assert.Single(await SeenByAsync(ada.Here));
        Assert.Equal((SecurityEventKind.RefusedSecondFactor, ActorKind.Member, 1), (seen.Kind, seen.Subject?.Kind, seen.Count));
    }

    [Fact]
    public async Task A_shopper_who_mistypes_the_password_is_seen_by_the_storefront_without_an_email_address()
    {
        var acme = await host.OrganizationAsync();
        var email = AccountScenario.NewAddress("rosa");
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);

        await acme.Visitor.SignsInAsync(host, email, "wrong but long enough");
        await acme.Visitor.SignsInAsync(host, AccountScenario.NewAddress("unknown"), "wrong but long enough");
        await WriteAsync(host.Services);

        var seen = await SeenByAsync(acme.Owner);
        Assert.Equal(
            [(SecurityEventKind.FailedSignIn, null), (SecurityEventKind.FailedSignIn, "Rosa")],
            seen.Select(one => (one.Kind, one.Subject?.Name)).OrderBy(one => one.Item2));
        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from security_events e where strpos(e::text, '@') > 0"));
    }

    [Fact]
    public async Task Events_are_kept_in_memory_while_the_database_is_unavailable()
    {
        var log = new SecurityLog(clock);
        await using var unreachable = new OpsDatabase(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=test;Timeout=1"));
        var writer = new SecurityEventWriter(log, [], unreachable, new WorkNotifier(), NullLogger<SecurityEventWriter>.Instance);
        log.Add(SecurityEventKind.Lockout, new SecuritySource.Account(Guid.Empty, "Ada"), Berlin);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => writer.StepAsync(TestContext.Current.CancellationToken));

        Assert.Equal(1, log.Count);
    }

    [Fact]
    public async Task Events_are_deleted_after_the_configured_days_and_audit_entries_are_kept()
    {
        var services = host.At(clock, settings: new Dictionary<string, string?> { ["Retention:SecurityEventDays"] = "3" });
        var acme = await host.OrganizationAsync(clock: clock, services: services);
        await acme.Member.Get<ListSecurityEvents>().ExecuteAsync(new(new PageRequest())); // denied: an event and an audit entry
        await WriteAsync(services);

        async Task<int> LeftAfterAsync(TimeSpan time)
        {
            clock.Advance(time);
            await services.DeleteOldRowsAsync(SecurityEvent.Retention);
            return (await SeenByAsync(acme.Owner)).Count;
        }

        Assert.Equal(1, await LeftAfterAsync(TimeSpan.FromDays(2)));
        Assert.Equal(0, await LeftAfterAsync(TimeSpan.FromDays(1)));
        Assert.Equal(["security_event.list (denied)"], await acme.AuditedAsync());
    }

    async Task HasPasswordAsync(TestActor member) => await host.ScalarAsync<string>(
        "update platform.accounts set password_hash = $2 where id = $1 returning name",
        member.AccountId, (await host.HashAsync()).Value);

    static async Task FailAsync(IServiceProvider services, string email)
    {
        using var scope = services.CreateScope();
        var signIn = scope.ServiceProvider.GetRequiredService<PasswordSignIn>();
        var failed = await signIn.AttemptAsync(email, "wrong but long enough");
        Assert.Equal("wrong_credentials", failed.Problem?.Code);
    }
}
