using App.Platform;

namespace App.Accounts;

/// <summary>Devices from which nobody has signed in for so long that their cookie is gone as well.</summary>
public sealed class PruneKnownDevices(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public Task RunAsync(CancellationToken ct) => Prune.DeleteAsync(database, "platform.known_devices", "id", "last_seen_at <= $1", clock.GetUtcNow() - KnownDevice.Kept, ct);
}
