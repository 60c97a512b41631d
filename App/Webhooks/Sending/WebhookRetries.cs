using Npgsql;

namespace App.Webhooks;

/// <summary>
/// Marks due retries as ready; <see cref="DeliveryWorker"/> then posts them within the limits of each endpoint. The job does not
/// post, so hundreds of dead endpoints cannot each occupy a job worker for ten seconds. Each run marks the due deliveries of its
/// own endpoint, and then the longest overdue of all endpoints. So a retry usually waits for one job, however many are queued;
/// a hundred thousand due retries of one endpoint delay those of another only until its own job runs.
/// </summary>
public sealed class WebhookRetries(OpsDatabase database, WorkNotifier notifier, TimeProvider clock) : IJobHandler
{
    const int OwnBatch = 500, Batch = 1000;

    public async Task RunAsync(JobCall call, CancellationToken ct)
    {
        var ready = await MarkReadyAsync(call, ct);
        if (ready > 0)
            notifier.Notify(WorkKinds.Relayed);
        await EnqueueNextAsync(call, ct);
    }

    async Task<int> MarkReadyAsync(JobCall call, CancellationToken ct)
    {
        await using var mark = database.Source.Command($"""
            with own as (
                select organization_id, id from webhook_deliveries
                where organization_id = $3 and endpoint_id = $4
                    and status = '{nameof(DeliveryStatus.Pending)}' and not ready and next_attempt_at <= $1
                order by next_attempt_at limit $5 for update skip locked
            ), oldest as (
                select organization_id, id from webhook_deliveries
                where status = '{nameof(DeliveryStatus.Pending)}' and not ready and next_attempt_at <= $1
                order by next_attempt_at limit $2 for update skip locked
            )
            update webhook_deliveries d set ready = true
            from (select * from own union select * from oldest) due
            where d.organization_id = due.organization_id and d.id = due.id
            """, clock.GetUtcNow(), Batch, call.OrganizationId!.Value, call.Subject, OwnBatch);
        return await mark.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Enqueues the next job of the endpoint if more of its retries are waiting.</summary>
    async Task EnqueueNextAsync(JobCall call, CancellationToken ct)
    {
        await using var next = database.Source.Command($"""
            select platform.enqueue_job($1, $2, organization_id, endpoint_id, case when due > $5 then due end)
            from (select organization_id, endpoint_id, min(next_attempt_at) as due from webhook_deliveries
                where organization_id = $3 and endpoint_id = $4 and status = '{nameof(DeliveryStatus.Pending)}' and not ready
                group by organization_id, endpoint_id) waiting
            """, WebhookJobs.Retry.Name, WebhookJobs.Retry.Queue, call.OrganizationId!.Value, call.Subject, clock.GetUtcNow());
        await next.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>Enqueues jobs for endpoints whose retries are overdue.</summary>
public sealed class OverdueRetries(TimeProvider clock) : IOverdueWork
{
    public async Task EnqueueAsync(NpgsqlConnection connection, DateTimeOffset dueBefore, CancellationToken ct)
    {
        var jobs = new List<JobRequest>();
        await using (var read = new NpgsqlCommand($"""
            select organization_id, endpoint_id, case when min(next_attempt_at) > $2 then min(next_attempt_at) end
            from webhook_deliveries
            where status = '{nameof(DeliveryStatus.Pending)}' and not ready and next_attempt_at <= $1
            group by organization_id, endpoint_id
            """, connection))
        {
            read.Parameters.Add(new() { Value = dueBefore });
            read.Parameters.Add(new() { Value = clock.GetUtcNow() });
            await using var row = await read.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
            {
                DateTimeOffset? runAt = await row.IsDBNullAsync(2, ct) ? null : row.GetFieldValue<DateTimeOffset>(2);
                jobs.Add(new(WebhookJobs.Retry, row.GetGuid(0), row.GetGuid(1), runAt));
            }
        }
        await JobQueue.EnqueueAsync(connection, jobs, ct);
    }
}
