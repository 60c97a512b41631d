namespace App.Platform;

/// <summary>What is done by the clock, over all organizations: a shell of a few lines, safe to run twice and to miss once.</summary>
public interface IScheduled
{
    Task RunAsync(CancellationToken ct);
}

/// <summary>A line of the timetable.</summary>
/// <param name="Name">Stable: the stored triggers are named by it.</param>
/// <param name="Cron">Seconds, minutes, hours, day, month, weekday; in UTC.</param>
/// <param name="Work">What is run.</param>
public sealed record Schedule(string Name, string Cron, Type Work);

public static class Timetable
{
    /// <summary>Plugs in what is to be run by the clock; resolvable by itself for tests that run it by hand.</summary>
    public static void AddSchedule<T>(this IServiceCollection services, string name, string cron) where T : class, IScheduled
    {
        services.AddTransient<T>();
        services.AddSingleton(new Schedule(name, cron, typeof(T)));
    }
}
