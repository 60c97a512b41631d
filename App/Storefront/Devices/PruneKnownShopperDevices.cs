using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>Devices from which no shopper has signed in for so long that their cookie is gone as well.</summary>
public sealed class PruneKnownShopperDevices(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public Task RunAsync(CancellationToken ct) =>
        Prune.DeleteAsync(database, "known_shopper_devices", "organization_id, id", "last_seen_at <= $1", clock.GetUtcNow() - KnownDevice.Kept, ct);
}
