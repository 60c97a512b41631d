using System.Collections.Concurrent;
using App.Catalog;
using App.Platform;
using App.Tests.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

[Collection(LoopTests.Name)]
public sealed class JobRunnerTests(LoopHouse loops) : IAsyncLifetime
{
    readonly TestHouse house = loops.House;
    readonly TestClock clock = new();
    readonly Workshop workshop = new();
    ServiceProvider services = null!;
    TestOrganization acme = null!;

    sealed record MakeTea(string Sku) : IWork
    {
        public static string Kind => "test.make_tea";
    }

    sealed class Workshop
    {
        public ConcurrentQueue<string> Made { get; } = new();
        public Func<string, CancellationToken, Task> Work { get; set; } = (_, _) => Task.CompletedTask;
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    sealed class TeaMaker(Workshop workshop, CreateProduct create) : IJobHandler<MakeTea>
    {
        public async Task HandleAsync(MakeTea work, CancellationToken ct)
        {
            var mine = workshop.Work(work.Sku, ct); // before it is said: a test then gives the next one other work
            workshop.Begun.TrySetResult();
            await mine;
            await create.ExecuteAsync(CatalogStory.Tea(work.Sku), null, ct);
            workshop.Made.Enqueue(work.Sku);
        }
    }

    public async ValueTask InitializeAsync()
    {
        await using var clear = house.Admin.CreateCommand("delete from platform.jobs");
        await clear.ExecuteNonQueryAsync();
        services = Start(clock);
        acme = await house.OrganizationAsync(clock: clock, services: services);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    ServiceProvider Start(TimeProvider time) => house.At(time, more =>
    {
        more.AddSingleton(workshop);
        more.AddJob<MakeTea, TeaMaker>();
    });

    JobRunner Runner => services.GetRequiredService<JobRunner>();

    async Task EnqueueAsync(TestOrganization organization, string sku, DateTimeOffset? at = null)
    {
        await using var db = house.Behind(organization.Id);
        var now = clock.GetUtcNow();
        db.Add(new Job(organization.Id, MakeTea.Kind, $$"""{"sku":"{{sku}}"}""", now, at ?? now));
        await db.SaveChangesAsync();
    }

    Task<string> StateAsync() => house.ScalarAsync<string>("select concat_ws(' ', state, attempts, failure) from platform.jobs");

    [Fact]
    public async Task A_job_runs_as_the_system_in_its_organization()
    {
        await EnqueueAsync(acme, "JOB-1");

        await Runner.RunDryAsync();

        Assert.Equal("Done 1", await StateAsync());
        Assert.Equal("System test.make_tea", await house.ScalarAsync<string>("select actor_kind || ' ' || actor_name from audit_entries where organization_id = $1", acme.Id));
        Assert.Equal("JOB-1", (await acme.Owner.Get<ListVariants>().ExecuteAsync(new(new PageRequest()))).Value.Data.Single().Sku);
    }

    [Fact]
    public async Task A_job_waits_for_its_time()
    {
        await EnqueueAsync(acme, "JOB-1", clock.GetUtcNow().AddHours(1));

        await Runner.RunDryAsync();
        Assert.Empty(workshop.Made);
        clock.Advance(TimeSpan.FromHours(1));
        await Runner.RunDryAsync();

        Assert.Single(workshop.Made);
    }

    [Fact]
    public async Task A_failing_job_comes_again_after_growing_pauses_and_fails_in_the_end()
    {
        workshop.Work = (_, _) => throw new InvalidOperationException("The kettle is cold.");
        await EnqueueAsync(acme, "JOB-1");
        await Runner.RunDryAsync();
        Assert.Equal("Queued 1 InvalidOperationException: The kettle is cold.", await StateAsync());

        for (var i = 1; i < JobRunner.Tries; i++)
        {
            clock.Advance(TimeSpan.FromHours(1.2));
            await Runner.RunDryAsync();
        }

        Assert.Equal($"Failed {JobRunner.Tries} InvalidOperationException: The kettle is cold.", await StateAsync());
        clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await Runner.StepAsync(default));
    }

    [Fact]
    public async Task A_job_whose_runner_died_is_run_by_another_when_the_lease_has_run_out()
    {
        workshop.Work = (_, ct) => Task.Delay(Timeout.Infinite, ct);
        await EnqueueAsync(acme, "JOB-1");
        using var app = new CancellationTokenSource();
        await Runner.StepAsync(app.Token);
        await workshop.Begun.Task;
        workshop.Work = (_, _) => Task.CompletedTask;
        var later = new TestClock();
        var other = Start(later).GetRequiredService<JobRunner>();

        await other.RunDryAsync();
        Assert.Empty(workshop.Made);
        later.Advance(JobRunner.Lease);
        await other.RunDryAsync();

        Assert.Single(workshop.Made);
        Assert.StartsWith("Done 2", await StateAsync());
        await app.CancelAsync();
    }

    [Fact]
    public async Task A_long_job_keeps_its_lease()
    {
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        workshop.Work = (_, _) => finish.Task;
        await EnqueueAsync(acme, "JOB-1");
        await Runner.StepAsync(default);
        await workshop.Begun.Task;
        var other = Start(clock).GetRequiredService<JobRunner>();

        for (var i = 0; i < 10; i++)
        {
            clock.Advance(JobRunner.Lease / 2);
            await Runner.StepAsync(default);
            Assert.False(await other.StepAsync(default));
        }
        finish.SetResult();
        await Runner.RunDryAsync();

        Assert.Equal("Done 1", await StateAsync());
    }

    [Fact]
    public async Task Stopping_puts_a_job_back_and_its_attempt_does_not_count()
    {
        workshop.Work = (_, ct) => Task.Delay(Timeout.Infinite, ct);
        await EnqueueAsync(acme, "JOB-1");
        using var app = new CancellationTokenSource();
        await Runner.StepAsync(app.Token);
        await workshop.Begun.Task;

        await app.CancelAsync();
        await Runner.StopAsync(default);

        Assert.Equal("Queued 0", await StateAsync());
    }

    [Fact]
    public async Task Organizations_take_turns()
    {
        var globex = await house.OrganizationAsync("Globex", clock, services);
        for (var i = 0; i < 30; i++)
            await EnqueueAsync(acme, $"ACME-{i}");
        await EnqueueAsync(globex, "GLOBEX");
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new ConcurrentQueue<string>();
        workshop.Work = (sku, _) =>
        {
            begun.Enqueue(sku);
            return finish.Task;
        };

        await Runner.StepAsync(default); // eight at once: Globex's one among the first

        Assert.Equal(1, await house.ScalarAsync<long>("select count(*) from platform.jobs where state = 'Running' and organization_id = $1", globex.Id));
        finish.SetResult();
        await Runner.RunDryAsync();
        Assert.Equal(31, workshop.Made.Count);
    }

    [Fact]
    public async Task Two_runners_run_each_job_once()
    {
        for (var i = 0; i < 1000; i++)
            await EnqueueAsync(acme, $"JOB-{i}");

        await Task.WhenAll(Runner.RunDryAsync(), Start(clock).GetRequiredService<JobRunner>().RunDryAsync());

        Assert.Equal(1000, workshop.Made.Distinct().Count());
        Assert.Equal(1000, workshop.Made.Count);
    }
}
