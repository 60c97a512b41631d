using App.Platform;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace App.Tests.Platform;

[Collection(LoopTests.Name)]
public sealed class QuartzClockTests(LoopHouse loops)
{
    readonly TestHouse house = loops.House;

    sealed class Bird(TaskCompletionSource sings) : IScheduled
    {
        public Task RunAsync(CancellationToken ct)
        {
            sings.TrySetResult();
            return Task.CompletedTask;
        }
    }

    /// <summary>The timetable as the real app has it, on the loops' role.</summary>
    async Task<(IScheduler Scheduler, QuartzClock Clock)> OpenAsync(Action<IServiceCollection>? more = null)
    {
        var services = house.At(TimeProvider.System, all =>
        {
            all.AddQuartzClock(house.Configuration);
            all.AddSingleton<Microsoft.Extensions.Hosting.IHostApplicationLifetime, NoLifetime>();
            more?.Invoke(all);
        });
        var clock = services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<QuartzClock>().Single();
        return (await services.GetRequiredService<ISchedulerFactory>().GetScheduler(default), clock);
    }

    sealed class NoLifetime : Microsoft.Extensions.Hosting.IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;
        public CancellationToken ApplicationStopping => default;
        public CancellationToken ApplicationStopped => default;
        public void StopApplication() { }
    }

    [Fact]
    public async Task The_stored_triggers_follow_the_timetable_and_fire_its_work()
    {
        var sings = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (scheduler, clock) = await OpenAsync(all =>
        {
            all.AddSingleton(sings);
            all.AddSchedule<Bird>("cuckoo", "0 0 0 1 1 ? 2099");
        });

        await clock.ArrangeAsync(scheduler, default);
        await clock.ArrangeAsync(scheduler, default); // a second start changes nothing
        Assert.Equal(1, await house.ScalarAsync<long>("select count(*) from platform.qrtz_cron_triggers where trigger_name = 'cuckoo' and cron_expression = '0 0 0 1 1 ? 2099'"));
        Assert.Equal(1, await house.ScalarAsync<long>("select count(*) from platform.qrtz_cron_triggers where trigger_name = 'prune receipts'"));
        await scheduler.Start(default);
        await scheduler.TriggerJob(new JobKey("cuckoo"), null!, default);
        await sings.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await scheduler.Shutdown(false, default);

        var (without, plain) = await OpenAsync();
        await plain.ArrangeAsync(without, default);
        Assert.Equal(0, await house.ScalarAsync<long>("select count(*) from platform.qrtz_job_details where job_name = 'cuckoo'"));
        await without.Shutdown(false, default);
    }

    [Fact]
    public async Task Requests_cannot_touch_the_timetable() =>
        Assert.Equal(0, await house.ScalarAsync<long>("select count(*) from information_schema.role_table_grants where grantee = 'stockade_app' and table_name like 'qrtz%'"));
}
