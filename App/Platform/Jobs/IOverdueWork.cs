using Npgsql;

namespace App.Platform.Jobs;

/// <summary>
/// Finds work whose job is missing and enqueues it again. The rows of emails and deliveries are authoritative; jobs only start
/// the work on time. Losing jobs therefore loses no work, even if Hangfire's whole schema is dropped.
/// </summary>
public interface IOverdueWork
{
    /// <summary>Enqueues jobs for work that is due before this time. Work that is not due yet is scheduled.</summary>
    Task EnqueueAsync(NpgsqlConnection connection, DateTimeOffset dueBefore, CancellationToken ct);
}

/// <summary>Enqueues overdue work every minute, and once when the app starts.</summary>
public sealed class EnqueueOverdueWork(OpsDatabase database, IEnumerable<IOverdueWork> all, TimeProvider clock) : IScheduled
{
    /// <summary>Delays the search: the job of work that is overdue for longer than this counts as lost.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>The start of the app looks this far ahead, so work whose job is lost is on time.</summary>
    static readonly TimeSpan Horizon = TimeSpan.FromDays(1);

    public Task RunAsync(CancellationToken ct) => RunAsync(clock.GetUtcNow() - Grace, ct);

    /// <summary>Enqueues or schedules the work of the next day whose job is missing.</summary>
    public Task RunAtStartAsync(CancellationToken ct) => RunAsync(clock.GetUtcNow() + Horizon, ct);

    /// <summary>Enqueues all work that is due before this time and has no job.</summary>
    public async Task RunAsync(DateTimeOffset dueBefore, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using (var stale = new NpgsqlCommand("""
            delete from platform.pending_jobs pending where job_id > 0 and not exists (
                select from hangfire.job where id = pending.job_id and statename in ('Enqueued', 'Scheduled', 'Processing'))
            """, connection))
            await stale.ExecuteNonQueryAsync(ct);
        await using (var admit = new NpgsqlCommand("select platform.admit_jobs()", connection))
            await admit.ExecuteNonQueryAsync(ct);
        foreach (var work in all)
            await work.EnqueueAsync(connection, dueBefore, ct);
    }
}
