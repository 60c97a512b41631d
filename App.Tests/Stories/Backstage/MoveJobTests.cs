using System.Globalization;
using App.Backstage;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace App.Tests.Backstage;

/// <summary>Platform administrators retry and discard jobs. The stored data must be what Hangfire itself would store.</summary>
[Collection(LoopTests.Name)]
public sealed class MoveJobTests(LoopHost loops) : IAsyncLifetime
{
    readonly TestHost host = loops.Host;
    JobScenario jobs = null!;
    TestActor ana = null!;

    public async ValueTask InitializeAsync()
    {
        jobs = await JobScenario.BeginAsync(loops);
        ana = await host.AdministratorAsync(await host.OrganizationAsync());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Task<Result<Done>> RetryAsync(long id) => ana.Get<RetryJob>().ExecuteAsync(new(id));

    Task<Result<Done>> DiscardAsync(long id) => ana.Get<DiscardJob>().ExecuteAsync(new(id));

    /// <summary>Everything that Hangfire stores about a job, except what is unique to it.</summary>
    Task<string> StoredAsync(long id) => host.ScalarAsync<string>("""
        select concat_ws(E'\n', j.statename, 'kept for ' || round(extract(epoch from j.expireat - now()) / 3600) || ' h',
            (select string_agg(concat_ws(' ', s.name, s.reason, s.data ->> 'Queue',
                    (select string_agg(key, ',' order by key) from jsonb_object_keys(s.data) key),
                    case when s.id = j.stateid then 'current' end), E'\n' order by s.id)
                from hangfire.state s where s.jobid = j.id),
            (select 'queue ' || string_agg(q.queue, ',') from hangfire.jobqueue q where q.jobid = j.id),
            (select 'set ' || string_agg(key, ',' order by key) from hangfire.set where value in (j.id::text, 'codes:' || j.id)))
        from hangfire.job j where j.id = $1
        """, id);

    Task<long> DeletedCountAsync() => host.ScalarAsync<long>(
        "select coalesce(sum(value), 0)::bigint from hangfire.counter where key = 'stats:deleted'");

    [Theory]
    [InlineData("Failed")]
    [InlineData("Scheduled")]
    [InlineData("Retry")]
    [InlineData("Deleted")]
    public async Task Retrying_writes_what_Hangfire_writes(string state)
    {
        var byLibrary = jobs.Store(state);
        var byFunction = jobs.Store(state);
        Assert.Equal(await StoredAsync(byLibrary), await StoredAsync(byFunction));

        var before = await DeletedCountAsync();
        jobs.ChangeByLibrary(byLibrary, new EnqueuedState(JobQueues.Codes) { Reason = "Started by a platform administrator" });
        var between = await DeletedCountAsync();
        Assert.True((await RetryAsync(byFunction)).Succeeded);

        Assert.Equal(await StoredAsync(byLibrary), await StoredAsync(byFunction));
        Assert.Equal(between - before, await DeletedCountAsync() - between);
        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from hangfire.jobparameter where jobid = $1 and name = 'RetryCount'", byFunction));
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Scheduled")]
    [InlineData("Retry")]
    [InlineData("Enqueued")]
    public async Task Discarding_writes_what_Hangfire_writes_and_removes_the_job_from_its_queue(string state)
    {
        var byLibrary = jobs.Store(state);
        var byFunction = jobs.Store(state);

        var before = await DeletedCountAsync();
        jobs.ChangeByLibrary(byLibrary, new DeletedState { Reason = "Discarded by a platform administrator" });
        var between = await DeletedCountAsync();
        Assert.True((await DiscardAsync(byFunction)).Succeeded);

        // Hangfire leaves the job in the queue until a worker removes it.
        var expected = (await StoredAsync(byLibrary)).Replace("\nqueue codes", "", StringComparison.Ordinal);
        Assert.Equal(expected, await StoredAsync(byFunction));
        Assert.Equal(between - before, await DeletedCountAsync() - between);
    }

    [Theory]
    [InlineData("Processing")]
    [InlineData("Succeeded")]
    public async Task Running_and_finished_jobs_cannot_be_retried_or_discarded(string state)
    {
        var id = jobs.Store(state);

        Assert.Equal("job_not_idle", (await RetryAsync(id)).Problem?.Code);
        Assert.Equal("job_not_idle", (await DiscardAsync(id)).Problem?.Code);
        Assert.Equal(state, await jobs.StateAsync(id));
    }

    [Fact]
    public async Task A_queued_job_cannot_be_retried_and_a_discarded_job_cannot_be_discarded()
    {
        var id = jobs.Store("Enqueued");

        Assert.Equal("job_not_idle", (await RetryAsync(id)).Problem?.Code);
        Assert.True((await DiscardAsync(id)).Succeeded);
        Assert.Equal("job_not_idle", (await DiscardAsync(id)).Problem?.Code);
        Assert.Equal("not_found", (await RetryAsync(id + 1_000_000)).Problem?.Code);
    }

    [Fact]
    public async Task One_of_several_concurrent_retries_succeeds_and_the_others_fail()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = jobs.Store("Failed");

            var results = await Task.WhenAll(RetryAsync(id), RetryAsync(id), RetryAsync(id), RetryAsync(id));

            Assert.Single(results, result => result.Succeeded);
            Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal("job_not_idle", result.Problem?.Code));
            Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from hangfire.jobqueue where jobid = $1", id));
        }
    }

    [Fact]
    public async Task A_job_that_Hangfire_is_changing_cannot_be_retried()
    {
        var id = jobs.Store("Scheduled");
        using var hangfire = jobs.Storage.GetConnection();

        using (hangfire.AcquireDistributedLock($"job:{id}:state-lock", TimeSpan.FromSeconds(5)))
            Assert.Equal("job_not_idle", (await RetryAsync(id)).Problem?.Code);

        Assert.True((await RetryAsync(id)).Succeeded);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from hangfire.lock where resource like '%:state-lock'"));
    }

    [Fact]
    public async Task A_retried_job_is_not_enqueued_again_but_a_discarded_one_is()
    {
        var subject = Guid.CreateVersion7();
        var at = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var first = await EnqueueAsync(subject, at);

        Assert.True((await RetryAsync(first)).Succeeded);
        Assert.Equal(first, await EnqueueAsync(subject, null));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from hangfire.jobqueue where jobid = $1", first));
        Assert.True((await DiscardAsync(first)).Succeeded);

        Assert.NotEqual(first, await EnqueueAsync(subject, null));
    }

    async Task<long> EnqueueAsync(Guid subject, DateTimeOffset? at)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var connection = await host.Services.GetRequiredService<AppDatabase>().Source.OpenConnectionAsync(ct);
        await JobQueue.EnqueueAsync(connection, [new(JobScenario.Brew, null, subject, at)], ct);
        return await host.ScalarAsync<long>(
            "select job_id from platform.pending_jobs where kind = 'test.brew' and subject = $1", subject);
    }

    [Fact]
    public async Task A_retry_writes_an_audit_entry()
    {
        var id = jobs.Store("Failed");

        await RetryAsync(id);

        Assert.Equal("job.retry test.brew failed queued", (await host.ScalarAsync<string>("""
            select concat_ws(' ', action, entity_label, before ->> 'state', after ->> 'state')
            from platform.account_entries where entity_id = $1
            """, id.ToString(CultureInfo.InvariantCulture))).ToLowerInvariant());
    }

    [Fact]
    public async Task Neither_other_owners_nor_the_app_role_can_retry_or_discard_jobs()
    {
        var id = jobs.Store("Failed");
        var globex = await host.OrganizationAsync("Globex");

        Assert.Equal("not_found", (await globex.Owner.Get<RetryJob>().ExecuteAsync(new(id))).Problem?.Code);
        Assert.Equal("not_found", (await globex.Owner.Get<DiscardJob>().ExecuteAsync(new(id))).Problem?.Code);
        Assert.Equal("Failed", await jobs.StateAsync(id));

        await using var app = NpgsqlDataSource.Create(host.ConnectionOf("APP"));
        await using var hold = app.CreateCommand($"select platform.hold_job({id})");
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
