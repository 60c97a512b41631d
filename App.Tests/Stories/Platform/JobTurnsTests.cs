using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace App.Tests.Platform;

/// <summary>Organizations take turns in each queue of background jobs.</summary>
[Collection(LoopTests.Name)]
public sealed class JobTurnsTests(LoopHost loops) : IAsyncLifetime
{
    static readonly JobKind Brew = new("test.brew", JobQueues.Codes);

    readonly TestHost host = loops.Host;
    readonly Guid hog = Guid.CreateVersion7(), neighbor = Guid.CreateVersion7();

    public async ValueTask InitializeAsync() => await JobScenario.BeginAsync(loops);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    async Task EnqueueAsync(Guid? organization, int count)
    {
        await using var source = NpgsqlDataSource.Create(host.ConnectionOf("OPS"));
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await JobQueue.EnqueueAsync(
            connection,
            [.. Enumerable.Range(0, count).Select(_ => new JobRequest(Brew, organization, Guid.CreateVersion7()))],
            TestContext.Current.CancellationToken);
    }

    /// <summary>Takes the first job from Hangfire's queue and starts it. Returns its organization.</summary>
    async Task<Guid?> StartNextAsync()
    {
        var started = await host.ScalarAsync<string>("""
            with first as (delete from hangfire.jobqueue where id = (select min(id) from hangfire.jobqueue) returning jobid)
            select concat_ws(' ', job.id, trim(both '"' from arguments ->> 0), trim(both '"' from arguments ->> 2),
                nullif(trim(both '"' from arguments ->> 1), 'null'))
            from hangfire.job where id = (select jobid from first)
            """);
        var parts = started.Split(' ');
        await host.ScalarAsync<string>(
            "select platform.start_job($1, $2, $3)::text",
            parts[1], Guid.Parse(parts[2]), long.Parse(parts[0], CultureInfo.InvariantCulture));
        return parts.Length > 3 ? Guid.Parse(parts[3]) : null;
    }

    Task<long> PlacedAsync(Guid organization) => host.ScalarAsync<long>(
        "select count(*) from hangfire.job where trim(both '\"' from arguments ->> 1) = $1::text", organization.ToString());

    [Fact]
    public async Task Ten_thousand_jobs_of_one_organization_are_behind_a_few_when_another_enqueues_its_own()
    {
        await EnqueueAsync(hog, 10_000);
        await EnqueueAsync(neighbor, 1);

        var order = new List<Guid?>();
        while (!order.Contains(neighbor))
            order.Add(await StartNextAsync());

        Assert.Equal(PendingJob.Placed + 1, order.Count);
        Assert.Equal(PendingJob.Placed * 2, await PlacedAsync(hog)); // each start has admitted the next job
    }

    [Fact]
    public async Task All_waiting_jobs_start_in_the_order_in_which_they_were_enqueued()
    {
        await EnqueueAsync(hog, 3 * PendingJob.Placed);

        for (var started = 1; started <= 3 * PendingJob.Placed; started++)
            Assert.Equal(hog, await StartNextAsync());

        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from platform.pending_jobs"));
    }

    [Fact]
    public async Task Jobs_of_the_installation_wait_for_no_turn()
    {
        await EnqueueAsync(null, 20);

        Assert.Equal(20L, await host.ScalarAsync<long>("select count(*) from hangfire.jobqueue"));
    }

    [Fact]
    public async Task Waiting_jobs_are_admitted_after_the_placed_ones_were_lost()
    {
        await EnqueueAsync(hog, 8);
        await using (var lose = host.Admin.CreateCommand("delete from hangfire.jobqueue; delete from hangfire.job"))
            await lose.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await loops.Host.Services.GetRequiredService<EnqueueOverdueWork>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, await PlacedAsync(hog));
    }
}
