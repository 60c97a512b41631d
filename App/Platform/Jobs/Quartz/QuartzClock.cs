using Quartz;

namespace App.Platform;

/// <summary>
/// Runs the timetable on Quartz, whose tables see to it that each time is kept by one instance. It starts when the app serves already, waits
/// for a database that is away, and is the only file that would change with another scheduler, but for its neighbors in this folder.
/// </summary>
sealed partial class QuartzClock(
    ISchedulerFactory factory, IEnumerable<Schedule> timetable, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<QuartzClock> log) : BackgroundService
{
    IScheduler? scheduler;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.ServesAsync(stoppingToken);
        for (var failures = 0; !stoppingToken.IsCancellationRequested; failures++)
        {
            try
            {
                scheduler = await factory.GetScheduler(stoppingToken);
                await ArrangeAsync(scheduler, stoppingToken);
                await scheduler.Start(stoppingToken);
                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (failures == 0)
                    LogNotStarted(failure);
                await Task.Delay(TimeSpan.FromSeconds(2), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Makes the stored triggers those of the timetable. One that is as it should be is left alone: it may have a time to catch up on.</summary>
    internal async Task ArrangeAsync(IScheduler scheduler, CancellationToken ct)
    {
        var lines = timetable.ToArray();
        foreach (var line in lines)
        {
            if (await scheduler.GetTrigger(new TriggerKey(line.Name), ct) is ICronTrigger stored && stored.CronExpressionString == line.Cron)
                continue;
            var job = JobBuilder.Create<ScheduledJob>().WithIdentity(line.Name).Build();
            var trigger = TriggerBuilder.Create(clock).WithIdentity(line.Name)
                .WithSchedule(CronScheduleBuilder.Create(line.Cron).InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build();
            await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, ct);
        }
        var stale = await scheduler.QueryJobs(new JobQuery(), ct);
        await scheduler.DeleteJobs([.. stale.Items.Select(job => job.Key).Where(key => lines.All(line => line.Name != key.Name))], ct);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (scheduler is not null)
            await scheduler.Shutdown(false, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The timetable could not be started; it goes on trying")]
    partial void LogNotStarted(Exception failure);
}

/// <summary>Quartz's side of every line of the timetable: finds the work by the trigger's name, in a scope of its own.</summary>
[DisallowConcurrentExecution]
sealed partial class ScheduledJob(IEnumerable<Schedule> timetable, IServiceProvider scope, ILogger<ScheduledJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var name = context.JobDetail.Key.Name;
        if (timetable.FirstOrDefault(line => line.Name == name) is not { } found)
            return; // an older instance's, or a newer one's
        try
        {
            await ((IScheduled)scope.GetRequiredService(found.Work)).RunAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(failure, name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The scheduled work {Name} failed; it comes again at its next time")]
    partial void LogFailed(Exception failure, string name);
}

static class QuartzSetup
{
    public static void AddQuartzClock(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => (scheduler.InstanceName, scheduler.GenerateInstanceId) = ("stockade", true));
            quartz.UseDefaultThreadPool(2);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(Databases.Tune(configuration, "Ops", pool: 4));
                store.ConfigureStore(options => options.TablePrefix = QuartzTables.Prefix);
                store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(10));
            });
        });
        services.AddHostedService<QuartzClock>();
    }
}
