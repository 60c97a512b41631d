using App.SignIn;

namespace App.Accounts;

/// <summary>Deletes devices that have not signed in for so long that the browser's cookie has expired too.</summary>
public sealed class PruneKnownDevices(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public Task RunAsync(CancellationToken ct) => Prune.DeleteAsync(
        database, "platform.known_devices", "id", "last_seen_at <= $1", clock.GetUtcNow() - KnownDevice.Kept, ct);
}
