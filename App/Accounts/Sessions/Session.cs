using App.Platform;

namespace App.Accounts;

/// <summary>One signed-in browser or program. What it holds are an access token, for a quarter of an hour, and the last of a chain of refresh tokens.</summary>
public sealed class Session : IIdentified
{
    public static string IdPrefix => "ses";

    /// <summary>Ends after this long without use.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(7);

    /// <summary>Ends after this long at the latest.</summary>
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

    /// <summary>The organization chosen last; what API calls without a slug act in.</summary>
    public Guid? OrganizationId { get; private set; }
    public string? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }
    public DateTimeOffset IdleUntil { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When it last proved a second factor, or a mailed code where the account has none; null when it never did.</summary>
    public DateTimeOffset? ProvedAt { get; private set; }

    public void Choose(Guid organizationId) => OrganizationId = organizationId;

    public void Prove(DateTimeOffset now) => ProvedAt = now;

    public void End(DateTimeOffset now) => EndedAt ??= now;
}
