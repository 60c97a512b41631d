using App.SignIn;

namespace App.Storefront;

/// <summary>Declares how long the rows of carts, and of shoppers' codes, devices, sessions and tokens, are kept.</summary>
static class StorefrontRetention
{
    static readonly RetentionRule RefreshTokens = new("shopper_refresh_tokens", "organization_id, hash", """
        (organization_id, session_id) in (select organization_id, id from shopper_sessions
            where ended_at <= $1 or expires_at <= $1 or idle_until <= $1)
        """, TimeSpan.FromDays(1));

    public static readonly IReadOnlyList<Retention> All =
    [
        // The browser's cookie has expired by then too.
        new("prune known shopper devices", "31 3 * * *",
            new RetentionRule("known_shopper_devices", "organization_id, id", "last_seen_at <= $1", KnownDevice.Kept)),

        new("prune carts", "41 3 * * *",
            new RetentionRule("carts", "organization_id, id", "updated_at <= $1 and shopper_id is null", Cart.Kept)),

        // The refresh tokens of ended sessions are refused like unknown tokens once they are deleted.
        new("prune shopper tokens", "49 3 * * *",
            RefreshTokens,
            new RetentionRule("shopper_email_codes", "organization_id, id", "expires_at <= $1", EmailCode.Kept),
            new RetentionRule("shopper_email_changes", "organization_id, id", "expires_at <= $1", EmailChange.Kept)),

        // Ended sessions contain IP addresses. A session can be deleted only after its refresh tokens.
        new("prune shopper sessions", "52 3 * * *",
            RefreshTokens,
            new RetentionRule("shopper_sessions", "organization_id, id",
                "ended_at <= $1 or expires_at <= $1 or idle_until <= $1", RetentionPeriod.Sessions)),
    ];
}
