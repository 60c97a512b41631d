using App.SignIn;

namespace App.Accounts;

/// <summary>Declares how long the rows of sign-ins, codes, devices and tokens are kept.</summary>
static class AccountRetention
{
    static readonly RetentionRule RefreshTokens = new(
        "platform.refresh_tokens", "hash",
        "session_id in (select id from platform.sessions where ended_at <= $1 or expires_at <= $1 or idle_until <= $1)",
        TimeSpan.FromDays(1));

    public static readonly IReadOnlyList<Retention> All =
    [
        new("prune second factors", "27 3 * * *",
            Expired("platform.pending_sign_ins"),
            Expired("platform.passkey_ceremonies"),
            Expired("platform.trusted_devices"),
            // Keep the codes of sign-ups: a resent code copies its details, such as the organization to create, from the last
            // one. Keep all others for as long as their attempts count.
            new RetentionRule(
                "platform.email_codes", "id", "expires_at <= $1 and purpose <> 'SignUp'", EmailCode.Kept),

            Expired("platform.email_changes")),

        // The browser's cookie has expired by then too.
        new("prune known devices", "29 3 * * *",
            new RetentionRule("platform.known_devices", "id", "last_seen_at <= $1", KnownDevice.Kept)),

        // The refresh tokens of ended sessions are refused like unknown tokens once they are deleted.
        new("prune refresh tokens", "47 3 * * *", RefreshTokens),

        // Ended sessions and entries of sign-ins contain IP addresses. Audit entries of organizations are kept. A session can
        // be deleted only after its refresh tokens.
        new("prune sessions", "51 3 * * *",
            RefreshTokens,
            new RetentionRule("platform.sessions", "id",
                "ended_at <= $1 or expires_at <= $1 or idle_until <= $1", RetentionPeriod.Sessions)),
        new("prune account entries", "53 3 * * *",
            new RetentionRule("platform.account_entries", "id", "at <= $1", RetentionPeriod.AccountEntries)),
    ];

    static RetentionRule Expired(string table) => new(table, "id", "expires_at <= $1", TimeSpan.Zero);
}
