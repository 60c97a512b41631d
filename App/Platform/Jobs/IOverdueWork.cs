using Npgsql;

namespace App.Platform;

/// <summary>
/// Finds work whose job is missing, and enqueues it again. The rows of emails and deliveries are the truth; jobs only start the
/// work in time. So nothing is lost when jobs are, even if the whole schema of Hangfire is dropped.
/// </summary>
public interface IOverdueWork
{
    /// <summary>Enqueues jobs for what was due before this moment.</summary>
    Task EnqueueAsync(NpgsqlConnection connection, DateTimeOffset dueBefore, CancellationToken ct);
}

/// <summary>Looks for overdue work each minute, and once when the app starts.</summary>
public sealed class EnqueueOverdueWork(OpsDatabase database, IEnumerable<IOverdueWork> all, TimeProvider clock) : IScheduled
{
    /// <summary>How late work may be before its job counts as lost.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public Task RunAsync(CancellationToken ct) => RunAsync(clock.GetUtcNow() - Grace, ct);

    /// <summary>Enqueues all work that was due before this moment and has no job.</summary>
    public async Task RunAsync(DateTimeOffset dueBefore, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using (var stale = new NpgsqlCommand("""
            delete from platform.pending_jobs pending where not exists (
                select from hangfire.job where id = pending.job_id and statename in ('Enqueued', 'Scheduled', 'Processing'))
            """, connection))
            await stale.ExecuteNonQueryAsync(ct);
        foreach (var work in all)
            await work.EnqueueAsync(connection, dueBefore, ct);
    }
}
