namespace App.Backstage;

/// <summary>Represents a job that runs at fixed times.</summary>
/// <param name="Name">The name that identifies the recurring job.</param>
/// <param name="Title">The description of its work.</param>
/// <param name="Cron">The cron expression with five fields, in UTC.</param>
/// <param name="LastRun">The last time when the schedule started it.</param>
/// <param name="LastJob">The ID of the job that the last run stored; null if it was deleted.</param>
/// <param name="LastState">Hangfire's name of that job's state.</param>
/// <param name="NextRun">The time of the next run; null if Hangfire has not computed it yet.</param>
/// <param name="Failure">The reason why Hangfire cannot start it.</param>
/// <param name="MayRun">True if this version of the app has the work and can run it.</param>
public sealed record RecurringJobView(
    string Name, string Title, string Cron, DateTimeOffset? LastRun, string? LastJob, string? LastState, DateTimeOffset? NextRun,
    string? Failure, bool MayRun)
{
    /// <summary>Gets the schedule in words.</summary>
    public string Times => CronWords.Of(Cron) ?? "Custom schedule";
}
