using Npgsql;

namespace App.Platform.Email;

/// <summary>Enqueues jobs for emails that are overdue.</summary>
public sealed class OverdueEmails(TimeProvider clock) : IOverdueWork
{
    public async Task EnqueueAsync(NpgsqlConnection connection, DateTimeOffset dueBefore, CancellationToken ct)
    {
        var jobs = new List<JobRequest>();
        await using (var read = new NpgsqlCommand($"""
            select job_kind, job_subject, case when min(next_attempt_at) > $2 then min(next_attempt_at) end
            from platform.emails
            where state = '{nameof(EmailState.Queued)}' and next_attempt_at <= $1
            group by job_kind, job_subject
            """, connection))
        {
            read.Parameters.Add(new() { Value = dueBefore });
            read.Parameters.Add(new() { Value = clock.GetUtcNow() });
            await using var row = await read.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
            {
                DateTimeOffset? runAt = await row.IsDBNullAsync(2, ct) ? null : row.GetFieldValue<DateTimeOffset>(2);
                jobs.Add(new(EmailJobs.Of(row.GetString(0)), null, row.GetGuid(1), runAt));
            }
        }
        await JobQueue.EnqueueAsync(connection, jobs, ct);
    }
}
