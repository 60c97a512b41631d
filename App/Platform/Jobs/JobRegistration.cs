namespace App.Platform;

/// <summary>How features plug in jobs, schedules, loops and subscribers.</summary>
public static class JobRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers the handler of a kind of job.</summary>
        public void AddJob<THandler>(JobKind kind) where THandler : class, IJobHandler
        {
            services.AddSingleton(kind);
            services.AddKeyedTransient<IJobHandler, THandler>(kind.Name);
        }

        /// <summary>Registers work that runs at fixed times. Tests resolve it and run it by hand.</summary>
        /// <param name="name">Stable name.</param>
        /// <param name="cron">Minute, hour, day of month, month, weekday; in UTC.</param>
        public void AddSchedule<T>(string name, string cron) where T : class, IScheduled
        {
            var schedule = new Schedule(name, cron, typeof(T));
            services.AddTransient<T>();
            services.AddSingleton(schedule);
            services.AddJob<ScheduledJobHandler<T>>(schedule.Kind);
        }

        /// <summary>Registers work that must be found again when its job is lost.</summary>
        public void AddOverdueWork<T>() where T : class, IOverdueWork => services.AddSingleton<IOverdueWork, T>();

        /// <summary>Plugs a subscriber into the relay.</summary>
        public void AddEventSubscriber<T>() where T : class, IEventSubscriber => services.AddSingleton<IEventSubscriber, T>();

        /// <summary>Registers a background loop. Tests resolve it and step it by hand.</summary>
        public void AddLoop<T>() where T : Loop
        {
            services.AddSingleton<T>();
            services.AddSingleton<Loop>(provider => provider.GetRequiredService<T>());
        }

        /// <summary>
        /// Registers the relay, the job host, Hangfire's storage and the Platform's own schedules. Nothing runs by itself.
        /// </summary>
        public void AddWork()
        {
            services.AddSingleton<OutboxBell>();
            services.AddSingleton<JobHost>();
            services.AddSingleton(provider => HangfireStorage.Create(provider.GetRequiredService<IConfiguration>()));
            services.AddSingleton<RecurringJobs>();
            services.AddLoop<Relay>();
            services.AddSchedule<EnqueueOverdueWork>("enqueue overdue work", "* * * * *");
            services.AddSchedule<PruneReceipts>("prune receipts", "17 * * * *");
            services.AddSchedule<PruneEvents>("prune events", "37 3 * * *");
            services.AddSchedule<PruneJobs>("prune jobs", "47 3 * * *");
        }

        /// <summary>Starts loops, jobs and schedules with the app. Only the real app calls this; tests step them.</summary>
        public void AddLoops()
        {
            services.AddHangfireServer();
            services.AddHostedService<Loops>();
            services.AddHostedService<WorkSignal>();
        }
    }
}
