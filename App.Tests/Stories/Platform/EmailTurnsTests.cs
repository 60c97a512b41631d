using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace App.Tests.Platform;

/// <summary>
/// The order of sending: one-time codes before invitations, organizations in turn, and all emails even if the jobs are lost.
/// </summary>
public sealed class EmailTurnsTests(EmailOutboxScenario outbox) : IClassFixture<EmailOutboxScenario>, IAsyncLifetime
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>The encrypted content that all emails of the test share.</summary>
    string content = "";

    public async ValueTask InitializeAsync()
    {
        var template = AccountScenario.NewAddress("template");
        await outbox.WriteAsync(template, TimeProvider.System);
        content = Convert.ToHexString((byte[])(await outbox.ReadAsync("content", template))!);
        await outbox.RunAsync("""
            delete from platform.emails; delete from platform.email_turns; delete from platform.pending_jobs;
            delete from hangfire.jobqueue; delete from hangfire.set; delete from hangfire.job
            """);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Accepts every email and records the recipients in order.</summary>
    sealed class RecordingTransport(TimeSpan pace) : IEmailTransport
    {
        public ConcurrentQueue<string> Sent { get; } = new();
        public bool Keeps => false;
        public TimeSpan Pace => pace;

        public Task SendAsync(OutgoingEmail email, CancellationToken ct)
        {
            Sent.Enqueue(email.Recipient);
            return Task.CompletedTask;
        }

        public async Task UntilAsync(Func<IReadOnlyCollection<string>, bool> done)
        {
            var started = TimeProvider.System.GetTimestamp();
            while (!done([.. Sent]))
            {
                Assert.True(TimeProvider.System.GetElapsedTime(started) < Timeout, $"Only {Sent.Count} emails were sent.");
                await Task.Yield();
            }
        }
    }

    /// <summary>
    /// Returns a clock that stands at the present. With an earlier time, a turn that a job server took in the test before would
    /// be a pause of the provider.
    /// </summary>
    static FakeClock Now() => new(TimeProvider.System.GetUtcNow());

    /// <summary>Stores emails as operations do: the rows and their jobs in one transaction.</summary>
    /// <param name="turn">The organization or network whose emails share a job; null for one job per email.</param>
    Task CommitAsync(JobKind kind, string name, int count, Guid? turn, DateTimeOffset at) =>
        outbox.RunAsync(string.Create(CultureInfo.InvariantCulture, $"""
            with stored as (
                insert into platform.emails
                    (id, job_kind, job_subject, recipient, content, is_last, state, attempts, created_at, next_attempt_at)
                select ids.id, '{kind.Name}', {(turn is { } one ? $"'{one}'" : "ids.id")}, '{name}-' || n || '@turns.example',
                    decode('{content}', 'hex'),
                    false, 'Queued', 0, '{at:O}', '{at:O}'::timestamptz + n * interval '1 microsecond'
                from generate_series(1, {count}) n, lateral (select gen_random_uuid() as id where n > 0) ids
                returning job_subject)
            select platform.enqueue_job('{kind.Name}', '{kind.Queue}', null, job_subject) from stored;
            """));

    /// <summary>Runs the real job server until it is disposed.</summary>
    async Task<IAsyncDisposable> ServeAsync(IEmailTransport transport)
    {
        var services = outbox.Build(TimeProvider.System, more =>
        {
            more.AddSingleton(transport);
            more.AddHangfireServer();
            more.AddSingleton<IHostApplicationLifetime, ServingLifetime>();
        });
        var server = services.GetServices<IHostedService>().OfType<HangfireServer>().Single();
        await server.StartAsync(default);
        return new Running(services, server, outbox);
    }

    sealed class Running(ServiceProvider services, IHostedService server, EmailOutboxScenario outbox) : IAsyncDisposable
    {
        /// <summary>
        /// Waits until the server has removed itself. On a busy machine it may still run jobs when StopAsync returns, and would
        /// send the emails of the next test.
        /// </summary>
        public async ValueTask DisposeAsync()
        {
            await server.StopAsync(default);
            var stopped = TimeProvider.System.GetTimestamp();
            while ((long)(await outbox.ScalarAsync("select count(*) from hangfire.server"))! > 0)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(stopped) < Timeout, "The job server does not end.");
                await Task.Yield();
            }
            await services.DisposeAsync();
        }
    }

    [Fact]
    public async Task Codes_are_sent_before_queued_invitations_when_the_transport_is_slow()
    {
        var transport = new RecordingTransport(TimeSpan.FromMilliseconds(40));
        await CommitAsync(EmailJobs.Send, "invitation", 300, Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await using var running = await ServeAsync(transport);
        await transport.UntilAsync(sent => sent.Count >= 3);

        await CommitAsync(EmailJobs.SendCode, "code", 20, null, TimeProvider.System.GetUtcNow());
        var before = transport.Sent.Count;
        await transport.UntilAsync(sent => sent.Count(to => to.StartsWith("code", StringComparison.Ordinal)) == 20);

        var until = transport.Sent
            .TakeWhile(to => to != transport.Sent.Last(other => other.StartsWith("code", StringComparison.Ordinal))).Skip(before);
        // Those that were already being sent.
        Assert.InRange(
            until.Count(to => to.StartsWith("invitation", StringComparison.Ordinal)), 0, JobQueues.Workers[JobQueues.Email]);
    }

    [Fact]
    public async Task Codes_do_not_wait_behind_ten_thousand_invitations()
    {
        var transport = new RecordingTransport(TimeSpan.Zero);
        await CommitAsync(EmailJobs.Send, "invitation", 10_000, Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await using var running = await ServeAsync(transport);
        await transport.UntilAsync(sent => sent.Count >= 100);

        await CommitAsync(EmailJobs.SendCode, "code", 100, null, TimeProvider.System.GetUtcNow());
        var committed = TimeProvider.System.GetTimestamp();
        await transport.UntilAsync(sent => sent.Count(to => to.StartsWith("code", StringComparison.Ordinal)) == 100);

        var took = TimeProvider.System.GetElapsedTime(committed);
        Assert.InRange(transport.Sent.Count, 200, 10_000); // invitations are still queued
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"The last of 100 codes reached the transport {took.TotalMilliseconds:N0} ms after the commit.");
        // Timing is only meaningful on a machine that does nothing else.
        if (Long.Asked)
            Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Emails_of_organizations_are_sent_in_turn()
    {
        var clock = Now();
        var transport = new RecordingTransport(TimeSpan.Zero);
        await CommitAsync(EmailJobs.Send, "acme", 200, Guid.CreateVersion7(), clock.GetUtcNow());
        await CommitAsync(EmailJobs.Send, "globex", 5, Guid.CreateVersion7(), clock.GetUtcNow());
        clock.Advance(TimeSpan.FromSeconds(1));

        await outbox.SendDueAsync(transport, clock);

        Assert.Equal(205, transport.Sent.Count);
        Assert.All(transport.Sent.Select((to, place) => (to, place))
            .Where(one => one.to.StartsWith("globex", StringComparison.Ordinal)), one => Assert.InRange(one.place, 20, 24));
    }

    [Fact]
    public async Task A_thousand_codes_for_one_network_delay_nobody_elses_code_by_more_than_a_turn()
    {
        var clock = Now();
        var transport = new RecordingTransport(TimeSpan.Zero);
        await CommitAsync(EmailJobs.SendCode, "flood", 1000, Guid.CreateVersion7(), clock.GetUtcNow());
        await CommitAsync(EmailJobs.SendCode, "ada", 1, Guid.CreateVersion7(), clock.GetUtcNow());
        clock.Advance(TimeSpan.FromSeconds(1));

        await outbox.SendDueAsync(transport, clock);

        Assert.Equal(1001, transport.Sent.Count);
        Assert.InRange(transport.Sent.ToList().IndexOf("ada-1@turns.example"), 0, 20);
    }

    [Fact]
    public async Task Sign_ups_from_one_network_share_a_job_and_those_from_another_have_their_own()
    {
        var clock = Now();
        foreach (var (name, address) in new[] { ("a", "2001:db8:1::1"), ("b", "2001:db8:1::2"), ("c", "198.51.100.7") })
            await outbox.WriteAsync($"{name}-{clock.GetUtcNow().Ticks}@networks.example", clock, IPAddress.Parse(address));

        var turns = (long[])(await outbox.ScalarAsync("""
            select array_agg(n order by n desc) from (
                select count(*) as n from platform.emails where recipient like '%@networks.example' group by job_subject) turns
            """))!;
        Assert.Equal([2L, 1L], turns);
    }

    [Fact]
    public async Task Two_thousand_queued_emails_of_an_organization_are_one_job()
    {
        await CommitAsync(EmailJobs.Send, "invitation", 2000, Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());

        Assert.Equal(
            1L, await outbox.ScalarAsync("select count(*) from hangfire.job where arguments::text like '%email.send\\\\\"%'"));
    }

    [Fact]
    public async Task Emails_are_sent_even_after_the_Hangfire_schema_was_dropped()
    {
        var clock = Now();
        var ada = AccountScenario.NewAddress();
        var transport = new RecordingTransport(TimeSpan.Zero);
        await outbox.WriteAsync(ada, clock);

        await outbox.RunAsync("drop schema hangfire cascade");
        await Migrator.MigrateAsync(outbox.Configuration["ConnectionStrings:Owner"]!);
        await outbox.SendDueAsync(transport, clock);
        Assert.Empty(transport.Sent); // the jobs were lost with the schema

        await using (var services = outbox.Build(clock))
            await services.GetRequiredService<EnqueueOverdueWork>().RunAtStartAsync(TestContext.Current.CancellationToken);
        await outbox.SendDueAsync(transport, clock);
        Assert.Equal([ada], transport.Sent);
    }
}
