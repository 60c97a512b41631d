namespace App.Platform.Events;

/// <summary>
/// Deletes events after 30 days, if they were relayed or parked, and what is known about their handling: the records of handled
/// events, and events whose handler has failed for good.
/// </summary>
public sealed class PruneEvents(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await Prune.DeleteAsync(
            database, "outbox_messages", "organization_id, id",
            "occurred_at <= $1 and (relayed_at is not null or parked_at <= $1)", before, ct);
        await Prune.DeleteAsync(
            database, "handled_events", "organization_id, event_id, handler", "handled_at <= $1", before, ct);
        await Prune.DeleteAsync(database, "platform.pending_events", "handler, event_id", "occurred_at <= $1", before, ct);
    }
}
