namespace App.Platform.Events;

/// <summary>Registers the relay and the event subscribers of features.</summary>
public static class EventRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers the relay and the deletion of old events.</summary>
        public void AddEvents()
        {
            services.AddBackgroundLoop<Relay>();
            services.AddSchedule<PruneEvents>("prune events", "37 3 * * *");
        }

        /// <summary>Registers a subscriber of the relay.</summary>
        public void AddEventSubscriber<T>() where T : class, IEventSubscriber =>
            services.AddSingleton<IEventSubscriber, T>();
    }
}
