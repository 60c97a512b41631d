using App.Accounts;
using App.SignIn;

namespace App.Storefront;

/// <summary>Deletes devices that have not signed in for so long that the browser's cookie has expired too.</summary>
public sealed class PruneKnownShopperDevices(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public Task RunAsync(CancellationToken ct) => Prune.DeleteAsync(
        database, "known_shopper_devices", "organization_id, id", "last_seen_at <= $1", clock.GetUtcNow() - KnownDevice.Kept, ct);
}
