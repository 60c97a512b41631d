using Npgsql;

namespace App.Platform.Events;

/// <summary>
/// Enqueues jobs for pending events whose job is missing. A job that waits for a retry, has failed for good or was discarded by a
/// platform administrator is not missing. Hangfire forgets discarded jobs after a week, so older events are not enqueued again.
/// </summary>
public sealed class OverdueEvents(EventHandlers handlers) : IOverdueWork
{
    public async Task EnqueueAsync(NpgsqlConnection connection, DateTimeOffset dueBefore, CancellationToken ct)
    {
        var kinds = handlers.All.Where(handler => handler.Job is not null).ToDictionary(handler => handler.Job!.Name);
        var jobs = new List<JobRequest>();
        await using (var read = new NpgsqlCommand("""
            select e.handler, e.organization_id, e.event_id from platform.pending_events e
            where e.handler = any($1) and e.occurred_at <= $2 and e.occurred_at > $3 and not exists (
                select from hangfire.job j
                where j.arguments ->> 0 = to_json(e.handler)::text and j.arguments ->> 2 = to_json(e.event_id)::text)
            """, connection))
        {
            read.Parameters.Add(new() { Value = kinds.Keys.ToArray() });
            read.Parameters.Add(new() { Value = dueBefore });
            read.Parameters.Add(new() { Value = dueBefore - JobQueue.Kept });
            await using var row = await read.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                jobs.Add(new(
                    kinds[row.GetString(0)].Job!, await row.IsDBNullAsync(1, ct) ? null : row.GetGuid(1), row.GetGuid(2)));
        }
        await JobQueue.EnqueueAsync(connection, jobs, ct);
    }
}
