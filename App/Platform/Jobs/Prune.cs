namespace App.Platform;

/// <summary>Idempotency receipts past their 24 hours.</summary>
public sealed class PruneReceipts(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public Task RunAsync(CancellationToken ct) => Prune.DeleteAsync(
        database, "idempotency_receipts", "organization_id, actor_id, action, key", "created_at <= $1", clock.GetUtcNow() - IdempotencyReceipt.Kept, ct);
}

/// <summary>Events past their 30 days, once they were handed on or given up.</summary>
public sealed class PruneEvents(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public Task RunAsync(CancellationToken ct) => Prune.DeleteAsync(
        database, "outbox_messages", "organization_id, id", "occurred_at <= $1 and (relayed_at is not null or parked_at <= $1)", clock.GetUtcNow() - Kept, ct);
}

/// <summary>Jobs whose last failure was 30 days ago. Hangfire removes those that succeeded or were discarded.</summary>
public sealed class PruneJobs(OpsDatabase database, TimeProvider clock) : IScheduled
{
    const string FailedBefore =
        "statename = 'Failed' and exists (select from hangfire.state s where s.id = job.stateid and s.createdat <= $1)";

    public Task RunAsync(CancellationToken ct) =>
        Prune.DeleteAsync(database, "hangfire.job", "id", FailedBefore, clock.GetUtcNow() - PruneEvents.Kept, ct);
}

/// <summary>Deletes old rows a thousand at a time, so that no transaction holds many.</summary>
public static class Prune
{
    const int Batch = 1000;

    /// <param name="database">The connections of the loops.</param>
    /// <param name="table">Where.</param>
    /// <param name="key">Its primary key.</param>
    /// <param name="old">What may go; $1 is the moment.</param>
    /// <param name="before">The moment.</param>
    /// <param name="ct">Ends it between two batches.</param>
    public static async Task DeleteAsync(OpsDatabase database, string table, string key, string old, DateTimeOffset before, CancellationToken ct)
    {
        int deleted;
        do
        {
            await using var delete = database.Source.Command($"delete from {table} where ({key}) in (select {key} from {table} where {old} limit {Batch})", before);
            deleted = await delete.ExecuteNonQueryAsync(ct);
        }
        while (deleted == Batch);
    }
}
