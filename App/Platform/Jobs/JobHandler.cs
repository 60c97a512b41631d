using System.Text.Json;

namespace App.Platform;

/// <summary>
/// Does one kind of job, usually by running an operation. It runs in a scope of its own whose <see cref="Caller"/> is the system, in the
/// job's organization. It may run again after a crash, so it must bear being done twice.
/// </summary>
public interface IJobHandler<in TWork> where TWork : IWork
{
    /// <summary>An exception puts the job back until its attempts are used up.</summary>
    Task HandleAsync(TWork work, CancellationToken ct);
}

/// <summary>A kind of job as the runner knows it.</summary>
public sealed record JobKind(string Name, Func<IServiceProvider, string, CancellationToken, Task> HandleAsync);

public static class Work
{
    extension(IServiceCollection services)
    {
        /// <summary>Plugs a handler into the job runner.</summary>
        public void AddJob<TWork, THandler>() where TWork : IWork where THandler : class, IJobHandler<TWork>
        {
            services.AddTransient<THandler>();
            services.AddSingleton(new JobKind(TWork.Kind, (scope, arguments, ct) =>
                scope.GetRequiredService<THandler>().HandleAsync(JsonSerializer.Deserialize<TWork>(arguments, Json.Options)!, ct)));
        }

        /// <summary>Plugs a subscriber into the relay.</summary>
        public void AddEventSubscriber<T>() where T : class, IEventSubscriber => services.AddSingleton<IEventSubscriber, T>();

        /// <summary>A loop of a feature's own; resolvable by itself for tests that step it by hand.</summary>
        public void AddLoop<T>() where T : Loop
        {
            services.AddSingleton<T>();
            services.AddSingleton<Loop>(provider => provider.GetRequiredService<T>());
        }

        /// <summary>Bell, relay, job runner and the Platform's own timetable: all that can be stepped. Nothing runs by itself.</summary>
        public void AddWork()
        {
            services.AddSingleton<OutboxBell>();
            services.AddLoop<Relay>();
            services.AddLoop<JobRunner>();
            services.AddSchedule<PruneReceipts>("prune receipts", "0 17 * * * ?");
            services.AddSchedule<PruneEvents>("prune events", "0 37 3 * * ?");
            services.AddSchedule<PruneJobs>("prune jobs", "0 47 3 * * ?");
        }

        /// <summary>Sets loops and timetable going with the app. Only the real app calls this; tests step them.</summary>
        public void AddLoops(IConfiguration configuration)
        {
            services.AddQuartzClock(configuration);
            services.AddHostedService<Loops>();
            services.AddHostedService<WorkSignal>();
        }
    }
}
