namespace App.Accounts;

/// <summary>
/// A signed-in browser or program. It holds an access token, which is valid for 15 minutes, and a refresh token, which is
/// replaced at each use.
/// </summary>
public sealed class Session : IIdentified
{
    public static string IdPrefix => "ses";

    /// <summary>The time without use after which a session ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(7);

    /// <summary>The time after which a session ends at the latest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    Session() { }

    public static Session Open(Guid accountId, string? address, string? userAgent, DateTimeOffset now) => new()
    {
        Id = Id<Session>.New(now),
        AccountId = accountId,
        Address = address,
        UserAgent = userAgent,
        CreatedAt = now,
        LastSeenAt = now,
        IdleUntil = now + Idle,
        ExpiresAt = now + Longest,
    };

    public Id<Session> Id { get; private set; }
    public Guid AccountId { get; private set; }

    /// <summary>The organization that was selected last. API calls act in it, because they contain no slug.</summary>
    public Guid? OrganizationId { get; private set; }
    public string? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }
    public DateTimeOffset IdleUntil { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>
    /// The time when the session last confirmed a second factor, or an emailed code if the account has none; null if it never
    /// did.
    /// </summary>
    public DateTimeOffset? ProvedAt { get; private set; }

    public void Choose(Guid organizationId) => OrganizationId = organizationId;

    public void Prove(DateTimeOffset now) => ProvedAt = now;

    public void End(DateTimeOffset now) => EndedAt ??= now;
}
