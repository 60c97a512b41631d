using System.Globalization;
using App.Backstage;
using App.Platform;
using App.Tests.Platform;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace App.Tests.Backstage;

/// <summary>A platform administrator retries and discards jobs. What is stored is what Hangfire would store.</summary>
[Collection(LoopTests.Name)]
public sealed class MoveJobTests(LoopHouse loops) : IAsyncLifetime
{
    readonly TestHouse house = loops.House;
    JobStory jobs = null!;
    TestActor ana = null!;

    public async ValueTask InitializeAsync()
    {
        jobs = await JobStory.BeginAsync(loops);
        ana = await house.AdministratorAsync(await house.OrganizationAsync());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Task<Result<Done>> RetryAsync(long id) => ana.Get<RetryJob>().ExecuteAsync(new(id));

    Task<Result<Done>> DiscardAsync(long id) => ana.Get<DiscardJob>().ExecuteAsync(new(id));

    /// <summary>All that Hangfire knows of a job, without what tells two jobs apart.</summary>
    Task<string> StoredAsync(long id) => house.ScalarAsync<string>("""
        select concat_ws(E'\n', j.statename, 'kept for ' || round(extract(epoch from j.expireat - now()) / 3600) || ' h',
            (select string_agg(concat_ws(' ', s.name, s.reason, s.data ->> 'Queue',
                    (select string_agg(key, ',' order by key) from jsonb_object_keys(s.data) key),
                    case when s.id = j.stateid then 'current' end), E'\n' order by s.id)
                from hangfire.state s where s.jobid = j.id),
            (select 'queue ' || string_agg(q.queue, ',') from hangfire.jobqueue q where q.jobid = j.id),
            (select 'set ' || string_agg(key, ',' order by key) from hangfire.set where value in (j.id::text, 'codes:' || j.id)))
        from hangfire.job j where j.id = $1
        """, id);

    Task<long> DeletedCountAsync() => house.ScalarAsync<long>(
        "select coalesce(sum(value), 0)::bigint from hangfire.counter where key = 'stats:deleted'");

    [Theory]
    [InlineData("Failed")]
    [InlineData("Scheduled")]
    [InlineData("Retry")]
    [InlineData("Deleted")]
    public async Task Retrying_writes_what_the_library_writes(string state)
    {
        var (byLibrary, byFunction) = (jobs.Store(state), jobs.Store(state));
        Assert.Equal(await StoredAsync(byLibrary), await StoredAsync(byFunction));

        var before = await DeletedCountAsync();
        jobs.ChangeByLibrary(byLibrary, new EnqueuedState(JobQueues.Codes) { Reason = "Started by a platform administrator" });
        var between = await DeletedCountAsync();
        Assert.True((await RetryAsync(byFunction)).Succeeded);

        Assert.Equal(await StoredAsync(byLibrary), await StoredAsync(byFunction));
        Assert.Equal(between - before, await DeletedCountAsync() - between);
        Assert.Equal(0, await house.ScalarAsync<long>(
            "select count(*) from hangfire.jobparameter where jobid = $1 and name = 'RetryCount'", byFunction));
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Scheduled")]
    [InlineData("Retry")]
    [InlineData("Enqueued")]
    public async Task Discarding_writes_what_the_library_writes_and_takes_the_job_out_of_its_queue(string state)
    {
        var (byLibrary, byFunction) = (jobs.Store(state), jobs.Store(state));

        var before = await DeletedCountAsync();
        jobs.ChangeByLibrary(byLibrary, new DeletedState { Reason = "Discarded by a platform administrator" });
        var between = await DeletedCountAsync();
        Assert.True((await DiscardAsync(byFunction)).Succeeded);

        // Hangfire leaves it in the queue, where a worker takes it out.
        var expected = (await StoredAsync(byLibrary)).Replace("\nqueue codes", "", StringComparison.Ordinal);
        Assert.Equal(expected, await StoredAsync(byFunction));
        Assert.Equal(between - before, await DeletedCountAsync() - between);
    }

    [Theory]
    [InlineData("Processing")]
    [InlineData("Succeeded")]
    public async Task A_job_that_runs_or_is_done_cannot_be_moved(string state)
    {
        var id = jobs.Store(state);

        Assert.Equal("job_not_idle", (await RetryAsync(id)).Problem?.Code);
        Assert.Equal("job_not_idle", (await DiscardAsync(id)).Problem?.Code);
        Assert.Equal(state, await jobs.StateAsync(id));
    }

    [Fact]
    public async Task A_queued_job_is_not_queued_again_and_a_discarded_one_not_discarded_again()
    {
        var id = jobs.Store("Enqueued");

        Assert.Equal("job_not_idle", (await RetryAsync(id)).Problem?.Code);
        Assert.True((await DiscardAsync(id)).Succeeded);
        Assert.Equal("job_not_idle", (await DiscardAsync(id)).Problem?.Code);
        Assert.Equal("not_found", (await RetryAsync(id + 1_000_000)).Problem?.Code);
    }

    [Fact]
    public async Task Of_two_administrators_at_once_one_wins_and_the_other_is_told()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = jobs.Store("Failed");

            var results = await Task.WhenAll(RetryAsync(id), RetryAsync(id), RetryAsync(id), RetryAsync(id));

            Assert.Single(results, result => result.Succeeded);
            Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal("job_not_idle", result.Problem?.Code));
            Assert.Equal(1, await house.ScalarAsync<long>("select count(*) from hangfire.jobqueue where jobid = $1", id));
        }
    }

    [Fact]
    public async Task While_Hangfire_itself_changes_a_job_nobody_moves_it()
    {
        var id = jobs.Store("Scheduled");
        using var hangfire = jobs.Storage.GetConnection();

        using (hangfire.AcquireDistributedLock($"job:{id}:state-lock", TimeSpan.FromSeconds(5)))
            Assert.Equal("job_not_idle", (await RetryAsync(id)).Problem?.Code);

        Assert.True((await RetryAsync(id)).Succeeded);
        Assert.Equal(0, await house.ScalarAsync<long>("select count(*) from hangfire.lock where resource like '%:state-lock'"));
    }

    [Fact]
    public async Task A_discarded_job_makes_room_for_the_next_request_and_one_that_runs_now_is_not_asked_for_twice()
    {
        var (subject, at) = (Guid.CreateVersion7(), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var first = await EnqueueAsync(subject, at);

        Assert.True((await RetryAsync(first)).Succeeded);
        Assert.Equal(first, await EnqueueAsync(subject, null));
        Assert.Equal(1, await house.ScalarAsync<long>("select count(*) from hangfire.jobqueue where jobid = $1", first));
        Assert.True((await DiscardAsync(first)).Succeeded);

        Assert.NotEqual(first, await EnqueueAsync(subject, null));
    }

    async Task<long> EnqueueAsync(Guid subject, DateTimeOffset? at)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var connection = await house.Services.GetRequiredService<AppDatabase>().Source.OpenConnectionAsync(ct);
        await JobQueue.EnqueueAsync(connection, [new(JobStory.Brew, null, subject, at)], ct);
        return await house.ScalarAsync<long>(
            "select job_id from platform.pending_jobs where kind = 'test.brew' and subject = $1", subject);
    }

    [Fact]
    public async Task A_move_and_its_audit_entry_are_stored_together()
    {
        var id = jobs.Store("Failed");

        await RetryAsync(id);

        Assert.Equal("job.retry test.brew failed queued", (await house.ScalarAsync<string>("""
            select concat_ws(' ', action, entity_label, before ->> 'state', after ->> 'state')
            from platform.account_entries where entity_id = $1
            """, id.ToString(CultureInfo.InvariantCulture))).ToLowerInvariant());
    }

    [Fact]
    public async Task An_owner_who_is_no_administrator_and_the_app_role_by_itself_move_nothing()
    {
        var (id, globex) = (jobs.Store("Failed"), await house.OrganizationAsync("Globex"));

        Assert.Equal("not_found", (await globex.Owner.Get<RetryJob>().ExecuteAsync(new(id))).Problem?.Code);
        Assert.Equal("not_found", (await globex.Owner.Get<DiscardJob>().ExecuteAsync(new(id))).Problem?.Code);
        Assert.Equal("Failed", await jobs.StateAsync(id));

        await using var app = NpgsqlDataSource.Create(house.ConnectionOf("APP"));
        await using var hold = app.CreateCommand($"select platform.hold_job({id})");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
