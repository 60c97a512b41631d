namespace App.Platform.Events;

/// <summary>Deletes events after 30 days, if they were relayed or parked.</summary>
public sealed class PruneEvents(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public Task RunAsync(CancellationToken ct) => Prune.DeleteAsync(
        database, "outbox_messages", "organization_id, id",
        "occurred_at <= $1 and (relayed_at is not null or parked_at <= $1)", clock.GetUtcNow() - Kept, ct);
}
