using System.Collections.Concurrent;
using System.Diagnostics;
using App.Catalog;
using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace App.Tests.Platform;

/// <summary>The real server on a real database: which jobs it runs, what it stores about a failure, and how it stops.</summary>
[Collection(LoopTests.Name)]
public sealed class HangfireServerTests(LoopHost loops) : IAsyncLifetime
{
    static readonly JobKind MakeTea = new("test.make_tea", JobQueues.Codes);
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    readonly TestHost host = loops.Host;
    readonly Kitchen kitchen = new();
    readonly List<(ServiceProvider Services, IHostedService Server)> servers = [];

    sealed class Kitchen
    {
        public ConcurrentQueue<JobCall> Completed { get; } = new();
        public Func<JobCall, CancellationToken, Task> Work { get; set; } = (_, _) => Task.CompletedTask;
        public SemaphoreSlim Started { get; } = new(0);
        public SemaphoreSlim Finished { get; } = new(0);
    }

    sealed class TeaMaker(Kitchen kitchen, CreateProduct create) : IJobHandler
    {
        public async Task RunAsync(JobCall call, CancellationToken ct)
        {
            kitchen.Started.Release();
            await kitchen.Work(call, ct);
            if (call.OrganizationId is not null)
                await create.ExecuteAsync(CatalogScenario.Tea("JOB-1"), null, ct);
            kitchen.Completed.Enqueue(call);
            kitchen.Finished.Release();
        }
    }

    sealed class Yearly(Kitchen kitchen) : IScheduled
    {
        public Task RunAsync(CancellationToken ct)
        {
            kitchen.Finished.Release();
            return Task.CompletedTask;
        }
    }

    public async ValueTask InitializeAsync()
    {
        await using var clear = host.Admin.CreateCommand("""
            delete from platform.pending_jobs; delete from hangfire.jobqueue; delete from hangfire.set; delete from hangfire.hash;
            delete from hangfire.lock; delete from hangfire.job
            """);
        await clear.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (services, server) in servers)
        {
            await server.StopAsync(default);
            await services.DisposeAsync();
        }
    }

    async Task<(ServiceProvider Services, IHostedService Server)> StartAsync(Action<IServiceCollection>? more = null)
    {
        var services = host.At(TimeProvider.System, all =>
        {
            all.AddHangfireServer();
            all.AddSingleton<IHostApplicationLifetime, ServingLifetime>();
            all.AddSingleton(kitchen);
            all.AddJob<TeaMaker>(MakeTea);
            more?.Invoke(all);
        });
        var server = services.GetServices<IHostedService>().OfType<HangfireServer>().Single();
        await server.StartAsync(default);
        servers.Add((services, server));
        return servers[^1];
    }

    async Task EnqueueAsync(params IEnumerable<JobRequest> jobs)
    {
        await using var connection = await host.Services.GetRequiredService<AppDatabase>().Source.OpenConnectionAsync();
        await JobQueue.EnqueueAsync(connection, [.. jobs], TestContext.Current.CancellationToken);
    }

    /// <summary>Returns the states of the test's jobs. A schedule that is due in this minute runs jobs of its own.</summary>
    async Task<string> StateAsync(string wanted)
    {
        var state = "";
        for (var started = Stopwatch.StartNew(); started.Elapsed < Timeout && state != wanted; await Task.Yield())
            state = await host.ScalarAsync<string>("""
                select coalesce(string_agg(coalesce(statename, 'none'), ','), '') from hangfire.job
                where invocationdata::text || arguments::text like '%test.make_tea%'
                """);
        return state;
    }

    static async Task<bool> WithinTimeoutAsync(SemaphoreSlim signal) =>
        await signal.WaitAsync(Timeout, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_job_runs_as_the_system_actor_in_its_organization()
    {
        var acme = await host.OrganizationAsync();
        await StartAsync();

        await EnqueueAsync(new JobRequest(MakeTea, acme.Id, Guid.CreateVersion7()));

        Assert.True(await WithinTimeoutAsync(kitchen.Finished), await host.ScalarAsync<string>(
            "select string_agg(concat_ws(' ', jobid, name, reason, data), E'\n') from hangfire.state"));
        Assert.Equal("System test.make_tea", await host.ScalarAsync<string>(
            "select actor_kind || ' ' || actor_name from audit_entries where organization_id = $1", acme.Id));
        Assert.Equal("Succeeded", await StateAsync("Succeeded"));
    }

    [Fact]
    public async Task A_failure_is_stored_without_its_message_and_retried()
    {
        kitchen.Work = (_, _) => throw new InvalidOperationException("Ada's code is 123456.");
        await StartAsync();

        await EnqueueAsync(new JobRequest(MakeTea, null, Guid.CreateVersion7()));
        Assert.True(await WithinTimeoutAsync(kitchen.Started));

        Assert.Equal("Scheduled", await StateAsync("Scheduled"));
        var stored = await host.ScalarAsync<string>("select string_agg(concat_ws(' ', reason, data), ' ') from hangfire.state");
        Assert.Contains("InvalidOperationException", stored);
        Assert.DoesNotContain("123456", stored);
        kitchen.Work = (_, _) => Task.CompletedTask;
        await host.ScalarAsync<long>("update hangfire.set set score = 0 where key = 'schedule' returning id");
        Assert.True(await WithinTimeoutAsync(kitchen.Finished));
    }

    [Fact]
    public async Task A_lock_left_by_a_killed_process_does_not_stop_scheduled_jobs()
    {
        var storage = HangfireStorage.Create(host.Configuration);
        using var dead = storage.GetConnection();
        _ = dead.AcquireDistributedLock("locks:schedulepoller", TimeSpan.FromSeconds(1)); // never released
        await host.ScalarAsync<string>("update hangfire.lock set acquired = acquired - interval '31 seconds' returning resource");
        await EnqueueAsync(new JobRequest(MakeTea, null, Guid.CreateVersion7(), TimeProvider.System.GetUtcNow().AddSeconds(-1)));

        await StartAsync();

        Assert.True(await WithinTimeoutAsync(kitchen.Finished));
    }

    [Fact]
    public async Task A_job_requested_during_its_own_run_runs_again()
    {
        var again = new JobRequest(MakeTea, null, Guid.CreateVersion7());
        var first = true;
        kitchen.Work = async (_, _) =>
        {
            if (first)
                await EnqueueAsync(again);
            first = false;
        };
        await StartAsync();

        await EnqueueAsync(again);

        Assert.True(await WithinTimeoutAsync(kitchen.Finished));
        Assert.True(await WithinTimeoutAsync(kitchen.Finished));
        Assert.Equal("Succeeded,Succeeded", await StateAsync("Succeeded,Succeeded"));
    }

    [Fact]
    public async Task Two_servers_run_each_job_once()
    {
        await StartAsync();
        await StartAsync();

        await EnqueueAsync(Enumerable.Range(0, 200).Select(_ => new JobRequest(MakeTea, null, Guid.CreateVersion7())));
        for (var n = 0; n < 200; n++)
            Assert.True(await WithinTimeoutAsync(kitchen.Finished));

        Assert.Equal(200, kitchen.Completed.Distinct().Count());
        Assert.Equal(200, kitchen.Completed.Count);
        Assert.Equal(string.Join(',', Enumerable.Repeat("Succeeded", 200)),
            await StateAsync(string.Join(',', Enumerable.Repeat("Succeeded", 200))));
    }

    [Fact]
    public async Task Stopping_takes_under_three_seconds_and_requeues_the_running_job()
    {
        kitchen.Work = (_, ct) => Task.Delay(System.Threading.Timeout.Infinite, ct);
        var (_, server) = await StartAsync();
        await EnqueueAsync(new JobRequest(MakeTea, null, Guid.CreateVersion7()));
        Assert.True(await WithinTimeoutAsync(kitchen.Started));

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        await server.StopAsync(timeout.Token);

        Assert.False(timeout.IsCancellationRequested);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from hangfire.jobqueue where fetchedat is null"));
        kitchen.Work = (_, _) => Task.CompletedTask;
        await StartAsync();
        Assert.True(await WithinTimeoutAsync(kitchen.Finished));
    }

    [Fact]
    public async Task Recurring_jobs_follow_the_schedules_of_the_features()
    {
        var (services, _) = await StartAsync(all => all.AddSchedule<Yearly>("yearly", "0 0 1 1 *"));
        var storage = services.GetRequiredService<PostgreSqlStorage>();
        while (await host.ScalarAsync<long>(
            "select count(*) from hangfire.set where key = 'recurring-jobs' and value = 'yearly'") == 0)
            await Task.Yield();

        Task<string> StoredScheduleAsync() => host.ScalarAsync<string>("""
            select string_agg(key || field || value, ' ' order by key, field)
            from hangfire.hash where key = 'recurring-job:yearly'
            """);
        var before = await StoredScheduleAsync();
        services.GetRequiredService<RecurringJobs>().Store(storage); // storing the schedules a second time changes nothing
        Assert.Equal(before, await StoredScheduleAsync());
        Assert.Contains("0 0 1 1 *", before);
        await EnqueueAsync(new JobRequest(
            services.GetServices<Schedule>().Single(schedule => schedule.Name == "yearly").Kind, null, Guid.Empty));
        Assert.True(await WithinTimeoutAsync(kitchen.Finished));

        new RecurringJobs(services.GetServices<Schedule>().Where(schedule => schedule.Name != "yearly")).Store(storage);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from hangfire.hash where key = 'recurring-job:yearly'"));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from hangfire.set where key = 'recurring-jobs' and value = 'enqueue overdue work'"));
    }
}
