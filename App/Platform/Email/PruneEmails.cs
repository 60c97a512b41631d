namespace App.Platform.Email;

/// <summary>
/// Deletes emails, their log entries and their delivery reports after 90 days. The suppression list is kept.
/// </summary>
public sealed class PruneEmails(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await Prune.DeleteAsync(database, "email_log_entries", "organization_id, id", "created_at <= $1", before, ct);
        await Prune.DeleteAsync(database, "platform.emails", "id", "created_at <= $1", before, ct);
        await Prune.DeleteAsync(
            database, "platform.delivery_reports", "id", "received_at <= $1 and handled_at is not null", before, ct);
    }
}
