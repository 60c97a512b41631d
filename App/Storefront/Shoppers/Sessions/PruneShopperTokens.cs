namespace App.Storefront;

/// <summary>
/// Deletes the refresh tokens of shoppers' sessions that ended at least a day ago, and email codes that expired at least a day
/// ago.
/// </summary>
public sealed class PruneShopperTokens(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public async Task RunAsync(CancellationToken ct)
    {
        var old = clock.GetUtcNow() - TimeSpan.FromDays(1);
        await Prune.DeleteAsync(database, "shopper_refresh_tokens", "organization_id, hash", """
            (organization_id, session_id) in (select organization_id, id from shopper_sessions
                where ended_at <= $1 or expires_at <= $1 or idle_until <= $1)
            """, old, ct);
        await Prune.DeleteAsync(database, "shopper_email_codes", "organization_id, id", "expires_at <= $1", old, ct);
    }
}
