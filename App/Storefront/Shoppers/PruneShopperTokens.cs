using App.Platform;

namespace App.Storefront;

/// <summary>Refresh tokens of shoppers' sessions that ended a day ago.</summary>
public sealed class PruneShopperTokens(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public Task RunAsync(CancellationToken ct) => Prune.DeleteAsync(database, "shopper_refresh_tokens", "organization_id, hash",
        "(organization_id, session_id) in (select organization_id, id from shopper_sessions where ended_at <= $1 or expires_at <= $1 or idle_until <= $1)", clock.GetUtcNow() - TimeSpan.FromDays(1), ct);
}
