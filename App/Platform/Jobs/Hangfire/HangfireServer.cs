using Hangfire;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.Server;
using Hangfire.States;
using Microsoft.Extensions.Hosting;

namespace App.Platform.Jobs;

/// <summary>
/// Runs Hangfire's workers and schedules once the app serves requests. It retries the start while the database is unavailable. It
/// stops within three seconds; jobs that have not stopped by then run again on another instance or after the next start.
/// </summary>
sealed partial class HangfireServer(
    PostgreSqlStorage storage, IServiceProvider services, RecurringJobs schedules, EnqueueOverdueWork overdue,
    OpsDatabase database, IHostApplicationLifetime lifetime, TimeProvider clock, ILoggerFactory logs, ILogger<HangfireServer> log)
    : BackgroundService
{
    BackgroundProcessingServer? server;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitUntilReadyAsync(stoppingToken);
        Hangfire.Logging.LogProvider.SetCurrentLogProvider(new Hangfire.AspNetCore.AspNetCoreLogProvider(logs));
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                schedules.Store(storage);
                await overdue.RunAtStartAsync(stoppingToken);
                server = Start();
                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (failures++ == 0)
                    LogNotStarted(failure);
                await Backoff.OfLoops.WaitAsync(failures, clock, stoppingToken);
            }
        }
    }

    BackgroundProcessingServer Start()
    {
        var filters = HangfireFilters.Create();
        var state = new BackgroundJobStateChanger(filters);
        var performer = new BackgroundJobPerformer(filters, new Activator(services), TaskScheduler.Default);
        List<IBackgroundProcessDispatcherBuilder> processes =
        [
            .. JobQueues.Workers.Select(queue => new Worker([queue.Key], performer, state).UseBackgroundPool(queue.Value)),
            new DueJobScheduler(database, state).UseBackgroundPool(1),
            new RecurringJobScheduler(new BackgroundJobFactory(filters)).UseBackgroundPool(1),
        ];
        var properties = new Dictionary<string, object>
        {
            ["Queues"] = JobQueues.Workers.Keys.ToArray(),
            ["WorkerCount"] = JobQueues.Workers.Values.Sum(),
        };
        return new BackgroundProcessingServer(storage, processes, properties, new BackgroundProcessingServerOptions
        {
            HeartbeatInterval = TimeSpan.FromSeconds(10),
            ServerCheckInterval = TimeSpan.FromMinutes(1),
            ServerTimeout = TimeSpan.FromMinutes(1),
            CancellationCheckInterval = TimeSpan.FromSeconds(5),
            StopTimeout = TimeSpan.FromSeconds(1),
            ShutdownTimeout = TimeSpan.FromSeconds(2),
        });
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        server?.SendStop();
        await base.StopAsync(cancellationToken);
        Hangfire.Logging.LogProvider.SetCurrentLogProvider(null); // it is static, and its loggers are disposed with the app
        if (Interlocked.Exchange(ref server, null) is not { } running)
            return;
        await running.WaitForShutdownAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        running.Dispose();
    }

    sealed class Activator(IServiceProvider services) : JobActivator
    {
        public override object ActivateJob(Type jobType) => services.GetRequiredService(jobType);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Background jobs failed to start; retrying until they start")]
    partial void LogNotStarted(Exception failure);
}

static class HangfireRegistration
{
    public static void AddHangfireServer(this IServiceCollection services) => services.AddHostedService<HangfireServer>();
}
