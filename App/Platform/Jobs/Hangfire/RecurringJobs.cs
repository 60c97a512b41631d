using Hangfire;
using Hangfire.Storage;

namespace App.Platform.Jobs;

/// <summary>
/// Stores the schedules of all features as Hangfire's recurring jobs, and removes recurring jobs that have no schedule any more.
/// </summary>
public sealed class RecurringJobs(IEnumerable<Schedule> schedules)
{
    /// <summary>
    /// Stores new and changed schedules. An unchanged one is not written, because Hangfire may still have to run it for a missed
    /// time.
    /// </summary>
    public void Store(JobStorage storage)
    {
        var manager = new RecurringJobManager(storage);
        using var connection = storage.GetConnection();
        var stored = connection.GetRecurringJobs().ToDictionary(job => job.Id, StringComparer.Ordinal);
        foreach (var schedule in schedules)
        {
            if (stored.TryGetValue(schedule.Name, out var same) && IsStored(schedule, same))
                continue;
            manager.AddOrUpdate(
                schedule.Name, HangfireStorage.JobOf(schedule.Kind, null, Guid.Empty), schedule.Cron,
                new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc, MisfireHandling = MisfireHandlingMode.Relaxed });
        }
        foreach (var name in stored.Keys.Except(schedules.Select(schedule => schedule.Name)))
            manager.RemoveIfExists(name);
    }

    static bool IsStored(Schedule schedule, RecurringJobDto stored) =>
        stored.Cron == schedule.Cron && stored.Job?.Args[0] is string kind && kind == schedule.Kind.Name;
}
