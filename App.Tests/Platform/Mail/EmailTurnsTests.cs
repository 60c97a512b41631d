using System.Collections.Concurrent;
using System.Globalization;
using App.Platform;
using App.Tests.Accounts;
using App.Tests.Webhooks;
using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace App.Tests.Platform;

/// <summary>Who is sent first: one-time codes before invitations, organizations in turn, and everything even when all jobs are lost.</summary>
public sealed class EmailTurnsTests(Mailroom mailroom) : IClassFixture<Mailroom>, IAsyncLifetime
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    /// <summary>What a mail says, encrypted; the test's mails all say the same.</summary>
    string content = "";

    public async ValueTask InitializeAsync()
    {
        var template = AccountStory.NewAddress("template");
        await mailroom.WriteAsync(template, TimeProvider.System);
        content = Convert.ToHexString((byte[])(await mailroom.ReadAsync("content", template))!);
        await mailroom.RunAsync(
            "delete from platform.mails; delete from platform.mail_turns; delete from platform.pending_jobs; delete from hangfire.jobqueue; delete from hangfire.set; delete from hangfire.job");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Accepts every email and records the recipients in order.</summary>
    sealed class Carrier(TimeSpan pace) : IMailer
    {
        public ConcurrentQueue<string> Sent { get; } = new();
        public bool Keeps => false;
        public TimeSpan Pace => pace;

        public Task SendAsync(OutgoingMail mail, CancellationToken ct)
        {
            Sent.Enqueue(mail.Recipient);
            return Task.CompletedTask;
        }

        public async Task UntilAsync(Func<IReadOnlyCollection<string>, bool> done)
        {
            var started = TimeProvider.System.GetTimestamp();
            while (!done([.. Sent]))
            {
                Assert.True(TimeProvider.System.GetElapsedTime(started) < Long, $"Only {Sent.Count} mails were sent.");
                await Task.Yield();
            }
        }
    }

    /// <summary>Stores mails as operations do: the rows and their jobs in one transaction.</summary>
    Task CommitAsync(JobKind kind, string name, int count, Guid? organization, DateTimeOffset at) =>
        mailroom.RunAsync(string.Create(CultureInfo.InvariantCulture, $"""
            with stored as (
                insert into platform.mails (id, job_kind, job_subject, recipient, content, state, attempts, created_at, next_attempt_at)
                select ids.id, '{kind.Name}', {(organization is { } one ? $"'{one}'" : "ids.id")}, '{name}-' || n, decode('{content}', 'hex'),
                    'Queued', 0, '{at:O}', '{at:O}'::timestamptz + n * interval '1 microsecond'
                from generate_series(1, {count}) n, lateral (select gen_random_uuid() as id where n > 0) ids
                returning job_subject)
            select platform.enqueue_job('{kind.Name}', '{kind.Queue}', null, job_subject) from stored;
            """));

    /// <summary>The real server, until the test is over.</summary>
    async Task<IAsyncDisposable> ServeAsync(IMailer carrier)
    {
        var services = mailroom.Build(TimeProvider.System, more =>
        {
            more.AddSingleton(carrier);
            more.AddHangfireServer();
            more.AddSingleton<IHostApplicationLifetime, ServingLifetime>();
        });
        var server = services.GetServices<IHostedService>().OfType<HangfireServer>().Single();
        await server.StartAsync(default);
        return new Running(services, server);
    }

    sealed class Running(ServiceProvider services, IHostedService server) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await server.StopAsync(default);
            await services.DisposeAsync();
        }
    }

    [Fact]
    public async Task Codes_that_are_committed_while_invitations_wait_for_a_slow_carrier_leave_before_them()
    {
        var carrier = new Carrier(TimeSpan.FromMilliseconds(40));
        await CommitAsync(EmailJobs.Send, "invitation", 300, Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await using var running = await ServeAsync(carrier);
        await carrier.UntilAsync(sent => sent.Count >= 3);

        await CommitAsync(EmailJobs.SendCode, "code", 20, null, TimeProvider.System.GetUtcNow());
        var before = carrier.Sent.Count;
        await carrier.UntilAsync(sent => sent.Count(to => to.StartsWith("code", StringComparison.Ordinal)) == 20);

        var until = carrier.Sent.TakeWhile(to => to != carrier.Sent.Last(other => other.StartsWith("code", StringComparison.Ordinal))).Skip(before);
        Assert.InRange(until.Count(to => to.StartsWith("invitation", StringComparison.Ordinal)), 0, JobQueues.Workers[JobQueues.Email]); // those whose turn had begun
    }

    [Fact]
    public async Task Codes_do_not_wait_behind_ten_thousand_invitations_of_an_organization()
    {
        var carrier = new Carrier(TimeSpan.Zero);
        await CommitAsync(EmailJobs.Send, "invitation", 10_000, Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await using var running = await ServeAsync(carrier);
        await carrier.UntilAsync(sent => sent.Count >= 100);

        await CommitAsync(EmailJobs.SendCode, "code", 100, null, TimeProvider.System.GetUtcNow());
        var committed = TimeProvider.System.GetTimestamp();
        await carrier.UntilAsync(sent => sent.Count(to => to.StartsWith("code", StringComparison.Ordinal)) == 100);

        var took = TimeProvider.System.GetElapsedTime(committed);
        Assert.InRange(carrier.Sent.Count, 200, 10_000); // invitations still wait
        TestContext.Current.TestOutputHelper?.WriteLine($"The last of 100 codes reached the carrier {took.TotalMilliseconds:N0} ms after the commit.");
        if (Environment.GetEnvironmentVariable("STOCKADE_LONG") == "true") // a machine that does other things as well says nothing about time
            Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Organizations_take_turns()
    {
        var clock = new TestClock();
        var carrier = new Carrier(TimeSpan.Zero);
        await CommitAsync(EmailJobs.Send, "acme", 200, Guid.CreateVersion7(), clock.GetUtcNow());
        await CommitAsync(EmailJobs.Send, "globex", 5, Guid.CreateVersion7(), clock.GetUtcNow());
        clock.Advance(TimeSpan.FromSeconds(1));

        await mailroom.CarryAsync(carrier, clock);

        Assert.Equal(205, carrier.Sent.Count);
        Assert.All(carrier.Sent.Select((to, place) => (to, place)).Where(one => one.to.StartsWith("globex", StringComparison.Ordinal)), one => Assert.InRange(one.place, 20, 24));
    }

    [Fact]
    public async Task Two_thousand_mails_of_an_organization_that_wait_are_one_job()
    {
        await CommitAsync(EmailJobs.Send, "invitation", 2000, Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());

        Assert.Equal(1L, await mailroom.ScalarAsync("select count(*) from hangfire.job where arguments::text like '%email.send\\\\\"%'"));
    }

    [Fact]
    public async Task Emails_are_sent_although_the_whole_schema_of_Hangfire_was_dropped()
    {
        var clock = new TestClock();
        var (ada, carrier) = (AccountStory.NewAddress(), new Carrier(TimeSpan.Zero));
        await mailroom.WriteAsync(ada, clock);

        await mailroom.RunAsync("drop schema hangfire cascade");
        await Migrator.MigrateAsync(mailroom.Configuration["ConnectionStrings:Owner"]!);
        await mailroom.CarryAsync(carrier, clock);
        Assert.Empty(carrier.Sent); // their jobs are gone

        await using (var services = mailroom.Build(clock))
            await services.GetRequiredService<EnqueueOverdueWork>().RunAsync(clock.GetUtcNow(), TestContext.Current.CancellationToken); // as each start does
        await mailroom.CarryAsync(carrier, clock);
        Assert.Equal([ada], carrier.Sent);
    }
}
