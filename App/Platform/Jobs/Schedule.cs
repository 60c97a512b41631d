namespace App.Platform.Jobs;

/// <summary>Does work at fixed times for all organizations. It must be safe to run twice and to miss once.</summary>
public interface IScheduled
{
    Task RunAsync(CancellationToken ct);
}

/// <summary>Defines when scheduled work runs.</summary>
/// <param name="Name">Name of the schedule. Hangfire stores it, so it must not change.</param>
/// <param name="Cron">Cron expression in UTC: minute, hour, day of month, month, weekday.</param>
public sealed record Schedule(string Name, string Cron)
{
    /// <summary>Gets the kind of the jobs that run the work.</summary>
    public JobKind Kind { get; } = new($"schedule.{Name}", JobQueues.Maintenance)
    {
        Title = char.ToUpperInvariant(Name[0]) + Name[1..],
    };
}

/// <summary>Runs the work of a schedule as a job.</summary>
sealed class ScheduledJobHandler<T>(T work) : IJobHandler where T : IScheduled
{
    public Task RunAsync(JobCall call, CancellationToken ct) => work.RunAsync(ct);
}
