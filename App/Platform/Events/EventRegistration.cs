namespace App.Platform.Events;

/// <summary>Registers the relay, the event subscribers and the event handlers of features.</summary>
public static class EventRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers the relay and the deletion of old events.</summary>
        public void AddEvents()
        {
            services.AddBackgroundLoop<Relay>();
            services.AddRetention(OutboxMessage.Retention);
        }

        /// <summary>Registers a subscriber of the relay.</summary>
        public void AddEventSubscriber<T>() where T : class, IEventSubscriber =>
            services.AddSingleton<IEventSubscriber, T>();

        /// <summary>
        /// Registers all event handlers. Handlers that are operations are registered with the operations. Throws if a declaration
        /// cannot work.
        /// </summary>
        public void AddEventHandlers(EventHandlers handlers)
        {
            services.AddSingleton(handlers);
            foreach (var handler in handlers.All.Where(handler => handler.Job is null).Select(one => one.Handler).Distinct())
                services.AddSingleton(handler);
            foreach (var kind in handlers.All.Select(handler => handler.Job).OfType<JobKind>())
                services.AddJob<EventJobHandler>(kind);
            services.AddSingleton(new EventJobs(
                [.. handlers.All.Where(handler => handler.Job is not null)
                    .Select(handler => new EventJob(handler.EventType, handler.Job!))]));
            services.AddOverdueWork<OverdueEvents>();
            services.AddSingleton<LiveUpdates>();
            services.AddSingleton<BroadcastQueue>();
            services.AddSingleton<EventBroadcast>();
            services.AddSingleton<PublishCommitted>(provider => provider.GetRequiredService<EventBroadcast>().PublishAsync);
            services.AddBackgroundLoop<BroadcastReceiver>();
        }
    }
}
