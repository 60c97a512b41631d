namespace App.Backstage;

/// <summary>A job that runs at fixed times.</summary>
/// <param name="Name">Its name, by which it is run now.</param>
/// <param name="Title">What it does.</param>
/// <param name="Cron">When, as five fields in UTC.</param>
/// <param name="LastRun">When the schedule last started it.</param>
/// <param name="LastJob">Id of the job that this stored; null when it is gone.</param>
/// <param name="LastState">What became of that job, as Hangfire names it.</param>
/// <param name="NextRun">When it is started next; null when Hangfire has not worked it out.</param>
/// <param name="Failure">Why Hangfire cannot start it.</param>
/// <param name="MayRun">Whether this version knows it and can run it.</param>
public sealed record RecurringJobView(
    string Name, string Title, string Cron, DateTimeOffset? LastRun, string? LastJob, string? LastState, DateTimeOffset? NextRun,
    string? Failure, bool MayRun)
{
    /// <summary>When, in words.</summary>
    public string Times => CronWords.Of(Cron) ?? "At the times of its cron expression";
}
