using Hangfire;
using Hangfire.Storage;

namespace App.Platform;

/// <summary>
/// Stores the schedules of all features as Hangfire's recurring jobs, and removes those that no feature has any more.
/// </summary>
public sealed class RecurringJobs(IEnumerable<Schedule> schedules)
{
    /// <summary>
    /// One that is stored as it should be is left alone: Hangfire may have to make up for a time that was missed.
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
