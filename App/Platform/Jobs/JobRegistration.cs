namespace App.Platform.Jobs;

/// <summary>Registers the jobs, schedules and background loops of features.</summary>
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
        /// <param name="name">Name of the schedule. Hangfire stores it, so it must not change.</param>
        /// <param name="cron">Cron expression in UTC: minute, hour, day of month, month, weekday.</param>
        public void AddSchedule<T>(string name, string cron) where T : class, IScheduled
        {
            var schedule = new Schedule(name, cron);
            services.AddTransient<T>();
            services.AddSingleton(schedule);
            services.AddJob<ScheduledJobHandler<T>>(schedule.Kind);
        }

        /// <summary>Registers the job that deletes old rows at the times of the retention.</summary>
        public void AddRetention(Retention retention)
        {
            var schedule = new Schedule(retention.Name, retention.Cron);
            services.AddSingleton(retention);
            services.AddSingleton(schedule);
            services.AddSingleton(schedule.Kind);
            services.AddKeyedTransient<IJobHandler>(
                schedule.Kind.Name,
                (provider, _) => ActivatorUtilities.CreateInstance<DeleteOldRows>(provider, retention));
        }

        /// <summary>Registers work that is found and enqueued again if its job is lost.</summary>
        public void AddOverdueWork<T>() where T : class, IOverdueWork => services.AddSingleton<IOverdueWork, T>();

        /// <summary>Registers a background loop. Tests resolve it and step it by hand.</summary>
        public void AddBackgroundLoop<T>() where T : BackgroundLoop
        {
            services.AddSingleton<T>();
            services.AddSingleton<BackgroundLoop>(provider => provider.GetRequiredService<T>());
        }

        /// <summary>
        /// Registers the job host, Hangfire's storage and the Platform's own schedules. It starts nothing.
        /// </summary>
        public void AddWork()
        {
            services.AddSingleton<WorkNotifier>();
            services.AddSingleton<JobHost>();
            services.AddSingleton(provider => HangfireStorage.Create(provider.GetRequiredService<IConfiguration>()));
            services.AddSingleton<RecurringJobs>();
            services.AddSingleton<StoredJobs>();
            services.AddSchedule<EnqueueOverdueWork>("enqueue overdue work", "* * * * *");
            services.AddRetention(IdempotencyReceipt.Retention);
            services.AddRetention(JobQueue.Retention);
        }

        /// <summary>
        /// Starts background loops, jobs and schedules with the app. Tests do not call this and step them by hand.
        /// </summary>
        public void AddBackgroundLoops()
        {
            services.AddHangfireServer();
            services.AddHostedService<BackgroundLoopHost>();
            services.AddHostedService<PostgresNotifications>();
        }
    }
}
