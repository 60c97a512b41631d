using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace App.Tests.Platform;

/// <summary>
/// Jobs are stored in the transaction of the change that requests them, in the same form as Hangfire's own client stores them.
/// </summary>
[Collection(LoopTests.Name)]
public sealed class EnqueueJobTests(LoopHost loops)
{
    static readonly JobKind Brew = new("test.brew", JobQueues.Codes);

    readonly TestHost host = loops.Host;

    Task<string> StoredAsync(string id) => host.ScalarAsync<string>("""
        select concat_ws(E'\n', j.invocationdata - 'Arguments', (j.invocationdata ->> 'Arguments')::jsonb, j.arguments,
            j.statename, j.expireat,
            (select string_agg(concat_ws(' ', s.name, s.reason,
                    (select string_agg(key, ',' order by key) from jsonb_object_keys(s.data) key),
                    s.data ->> 'Queue', s.data ->> 'EnqueueAt'), ';')
                from hangfire.state s where s.jobid = j.id),
            (select string_agg(q.queue, ',') from hangfire.jobqueue q where q.jobid = j.id),
            (select string_agg(concat_ws(' ', key, score), ',') from hangfire.set where value = 'codes:' || j.id),
            (select string_agg(concat_ws(' ', name, value), ',') from hangfire.jobparameter p where p.jobid = j.id))
        from hangfire.job j where j.id = $1
        """, long.Parse(id, System.Globalization.CultureInfo.InvariantCulture));

    async Task<string> EnqueueAsync(
        JobKind kind, Guid? organization, Guid subject, DateTimeOffset? at = null, string role = "APP")
    {
        await using var source = NpgsqlDataSource.Create(host.ConnectionOf(role));
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await JobQueue.EnqueueAsync(connection, [new(kind, organization, subject, at)], TestContext.Current.CancellationToken);
        return (await host.ScalarAsync<long>("select job_id from platform.pending_jobs where kind = $1 and subject = $2",
            kind.Name, subject)).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task The_enqueue_function_writes_what_Hangfires_client_writes(bool scheduled, bool withOrganization)
    {
        var subject = Guid.CreateVersion7();
        Guid? organization = withOrganization ? Guid.CreateVersion7() : null;
        var at = new DateTimeOffset(2099, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var storage = HangfireStorage.Create(host.Configuration);
        IState state = scheduled ? new ScheduledState(at.UtcDateTime) : new EnqueuedState(Brew.Queue);

        var byLibrary = new BackgroundJobClient(storage, HangfireFilters.Create())
            .Create(HangfireStorage.JobOf(Brew, organization, subject), state);
        var byFunction = await EnqueueAsync(Brew, organization, subject, scheduled ? at : null);

        Assert.Equal(await StoredAsync(byLibrary), await StoredAsync(byFunction));
    }

    [Fact]
    public async Task A_rolled_back_transaction_leaves_no_job()
    {
        var subject = Guid.CreateVersion7();
        await using var source = NpgsqlDataSource.Create(host.ConnectionOf("APP"));
        await using (var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
            await JobQueue.EnqueueAsync(connection, [new(Brew, null, subject)], TestContext.Current.CancellationToken);

        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from platform.pending_jobs where subject = $1", subject));
        Assert.Equal(
            0, await host.ScalarAsync<long>("select count(*) from hangfire.job where arguments::text like $1", $"%{subject}%"));
    }

    [Fact]
    public async Task Five_thousand_requests_for_one_subject_become_one_job_at_the_earliest_time()
    {
        var subject = Guid.CreateVersion7();
        var later = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using var source = NpgsqlDataSource.Create(host.ConnectionOf("OPS"));
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);

        await JobQueue.EnqueueAsync(connection, [.. Enumerable.Range(0, 5000)
            .Select(n => new JobRequest(Brew, null, subject, later.AddSeconds(-n)))], TestContext.Current.CancellationToken);

        var id = await EnqueueAsync(Brew, null, subject, later);
        Assert.Equal(
            1, await host.ScalarAsync<long>("select count(*) from hangfire.job where arguments::text like $1", $"%{subject}%"));
        Assert.Equal((double)later.AddSeconds(-4999).ToUnixTimeSeconds(),
            await host.ScalarAsync<double>("select score from hangfire.set where value = 'codes:' || $1", id));
        Assert.Equal(id, await EnqueueAsync(Brew, null, subject)); // a request to run now moves the scheduled job into its queue
        Assert.Equal(
            1, await host.ScalarAsync<long>("select count(*) from hangfire.jobqueue where jobid = $1 and queue = 'codes'",
            long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from hangfire.set where value = 'codes:' || $1", id));
    }

    [Fact]
    public async Task A_fractional_second_is_rounded_up_so_no_job_runs_early()
    {
        var at = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var id = await EnqueueAsync(Brew, null, Guid.CreateVersion7(), at.AddMilliseconds(1));

        Assert.Equal((double)at.ToUnixTimeSeconds() + 1,
            await host.ScalarAsync<double>("select score from hangfire.set where value = 'codes:' || $1", id));
    }

    [Fact]
    public async Task The_app_role_can_only_enqueue_to_known_queues_and_cannot_access_the_tables()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => EnqueueAsync(new("test.brew", "elsewhere"), null, Guid.CreateVersion7()));
        Assert.Equal("There is no queue elsewhere.", refused.MessageText);

        await using var app = NpgsqlDataSource.Create(host.ConnectionOf("APP"));
        foreach (var sql in new[]
        {
            "select count(*) from hangfire.job", "insert into hangfire.jobqueue (jobid, queue) values (1, 'codes')",
            "delete from platform.pending_jobs", "select platform.place_job(1, 'codes', null)",
        })
        {
            await using var command = app.CreateCommand(sql);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(
                () => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).SqlState);
        }
        Assert.Equal(0, await host.ScalarAsync<long>("""
            select count(*) from information_schema.role_table_grants where grantee = 'stockade_app' and table_schema = 'hangfire'
            """));
    }

    [Fact]
    public async Task A_pending_row_without_a_job_is_removed_so_new_requests_are_enqueued()
    {
        var subject = Guid.CreateVersion7();
        var first = await EnqueueAsync(Brew, null, subject);
        await host.ScalarAsync<long>("delete from hangfire.job where id = $1 returning id",
            long.Parse(first, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(first, await EnqueueAsync(Brew, null, subject)); // the pending row still refers to the deleted job

        await host.Services.GetRequiredService<EnqueueOverdueWork>().RunAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(first, await EnqueueAsync(Brew, null, subject));
    }
}
