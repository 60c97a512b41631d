using Npgsql;

namespace App.Platform.Email;

/// <summary>Enqueues jobs for emails that are overdue.</summary>
public sealed class OverdueEmails : IOverdueWork
{
    public async Task EnqueueAsync(NpgsqlConnection connection, DateTimeOffset dueBefore, CancellationToken ct)
    {
        var jobs = new List<JobRequest>();
        await using (var read = new NpgsqlCommand($"""
            select distinct job_kind, job_subject from platform.emails
            where state = '{nameof(EmailState.Queued)}' and next_attempt_at <= $1
            """, connection))
        {
            read.Parameters.Add(new() { Value = dueBefore });
            await using var row = await read.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                jobs.Add(new(EmailJobs.Of(row.GetString(0)), null, row.GetGuid(1)));
        }
        await JobQueue.EnqueueAsync(connection, jobs, ct);
    }
}
