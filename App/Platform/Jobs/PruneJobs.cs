namespace App.Platform.Jobs;

/// <summary>
/// Deletes jobs 30 days after their last failure. Hangfire itself removes jobs that succeeded or were discarded.
/// </summary>
public sealed class PruneJobs(OpsDatabase database, TimeProvider clock) : IScheduled
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    const string FailedBefore =
        "statename = 'Failed' and exists (select from hangfire.state s where s.id = job.stateid and s.createdat <= $1)";

    public Task RunAsync(CancellationToken ct) =>
        Prune.DeleteAsync(database, "hangfire.job", "id", FailedBefore, clock.GetUtcNow() - Kept, ct);
}
