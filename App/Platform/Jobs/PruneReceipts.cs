namespace App.Platform.Jobs;

/// <summary>Deletes idempotency receipts after 24 hours.</summary>
public sealed class PruneReceipts(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public Task RunAsync(CancellationToken ct) => Prune.DeleteAsync(
        database, "idempotency_receipts", "organization_id, actor_id, action, key", "created_at <= $1",
        clock.GetUtcNow() - IdempotencyReceipt.Kept, ct);
}
