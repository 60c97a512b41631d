using App.Platform;
using Npgsql;

namespace App.Webhooks;

/// <summary>
/// Starts retries: marks the deliveries whose time has come as ready, and <see cref="DeliveryPump"/> posts them within the limits
/// of each endpoint. A job never posts itself, so hundreds of dead endpoints hold no worker for ten seconds each. It marks what
/// is due of every endpoint, so a retry waits for one job at most, however many are in the queue.
/// </summary>
public sealed class WebhookRetries(OpsDatabase database, OutboxBell bell, TimeProvider clock) : IJobHandler
{
    const int Batch = 1000;

    public async Task RunAsync(JobCall call, CancellationToken ct)
    {
        var ready = await MarkReadyAsync(ct);
        if (ready > 0)
            bell.Ring(Ring.Relayed);
        await EnqueueNextAsync(call, ct);
    }

    async Task<int> MarkReadyAsync(CancellationToken ct)
    {
        await using var mark = database.Source.Command("""
            update webhook_deliveries d set ready = true
            from (select organization_id, id from webhook_deliveries where status = 'Pending' and not ready and next_attempt_at <= $1
                order by next_attempt_at limit $2 for update skip locked) due
            where d.organization_id = due.organization_id and d.id = due.id
            """, clock.GetUtcNow(), Batch);
        return await mark.ExecuteNonQueryAsync(ct);
    }

    /// <summary>What is still due, or will be, gets the endpoint's next job.</summary>
    async Task EnqueueNextAsync(JobCall call, CancellationToken ct)
    {
        await using var next = database.Source.Command("""
            select platform.enqueue_job($1, $2, organization_id, endpoint_id, case when due > $5 then due end)
            from (select organization_id, endpoint_id, min(next_attempt_at) as due from webhook_deliveries
                where organization_id = $3 and endpoint_id = $4 and status = 'Pending' and not ready group by organization_id, endpoint_id) waiting
            """, WebhookJobs.Retry.Name, WebhookJobs.Retry.Queue, call.OrganizationId!.Value, call.Subject, clock.GetUtcNow());
        await next.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>Enqueues the jobs of endpoints whose retries should have started before.</summary>
public sealed class OverdueRetries : IOverdueWork
{
    public async Task EnqueueAsync(NpgsqlConnection connection, DateTimeOffset dueBefore, CancellationToken ct)
    {
        var jobs = new List<JobRequest>();
        await using (var read = new NpgsqlCommand("""
            select distinct organization_id, endpoint_id from webhook_deliveries where status = 'Pending' and not ready and next_attempt_at <= $1
            """, connection))
        {
            read.Parameters.Add(new() { Value = dueBefore });
            await using var row = await read.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                jobs.Add(new(WebhookJobs.Retry, row.GetGuid(0), row.GetGuid(1)));
        }
        await JobQueue.EnqueueAsync(connection, jobs, ct);
    }
}
