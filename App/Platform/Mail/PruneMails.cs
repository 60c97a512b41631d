namespace App.Platform;

/// <summary>Mails, their lines in the logs and what the service told of them, after 90 days. Closed addresses stay closed.</summary>
public sealed class PruneMails(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await Prune.DeleteAsync(database, "mail_entries", "organization_id, id", "created_at <= $1", before, ct);
        await Prune.DeleteAsync(database, "platform.mails", "id", "created_at <= $1", before, ct);
        await Prune.DeleteAsync(database, "platform.mail_notices", "id", "received_at <= $1 and handled_at is not null", before, ct);
    }
}
