namespace App.Accounts;

/// <summary>
/// Deletes the refresh tokens of sessions that ended at least a day ago. They are then refused like unknown tokens.
/// </summary>
public sealed class PruneRefreshTokens(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public Task RunAsync(CancellationToken ct) => Prune.DeleteAsync(database, "platform.refresh_tokens", "hash",
        "session_id in (select id from platform.sessions where ended_at <= $1 or expires_at <= $1 or idle_until <= $1)",
        clock.GetUtcNow() - TimeSpan.FromDays(1), ct);
}
