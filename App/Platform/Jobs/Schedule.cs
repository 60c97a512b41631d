namespace App.Platform;

/// <summary>Work that runs at fixed times, over all organizations. It is safe to run twice and to miss once.</summary>
public interface IScheduled
{
    Task RunAsync(CancellationToken ct);
}

/// <summary>One entry of the schedule.</summary>
/// <param name="Name">Stable name: Hangfire stores its recurring jobs under it.</param>
/// <param name="Cron">Minute, hour, day of month, month, weekday; in UTC.</param>
/// <param name="Work">The class that does the work.</param>
public sealed record Schedule(string Name, string Cron, Type Work)
{
    /// <summary>The kind of the jobs that run it.</summary>
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
