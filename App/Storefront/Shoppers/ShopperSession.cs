using App.Platform;

namespace App.Storefront;

/// <summary>One browser signed in at one storefront. The token is shown to it alone; we keep its SHA-256.</summary>
public sealed class ShopperSession : IOwned, IIdentified
{
    public static string IdPrefix => "shs";

    /// <summary>Ends after this long without use; the door moves it on.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(7);

    /// <summary>Ends after this long at the latest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    ShopperSession() { }

    public static ShopperSession Open(Id<Shopper> shopper, byte[] tokenHash, string? address, string? userAgent, DateTimeOffset now) => new()
    {
        Id = Id<ShopperSession>.New(now),
        ShopperId = shopper,
        TokenHash = tokenHash,
        Address = address,
        UserAgent = userAgent,
        CreatedAt = now,
        LastSeenAt = now,
        IdleUntil = now + Idle,
        ExpiresAt = now + Longest,
    };

    public Guid OrganizationId { get; private set; }
    public Id<ShopperSession> Id { get; private set; }
    public Id<Shopper> ShopperId { get; private set; }
    public byte[] TokenHash { get; private set; } = [];
    public string? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }
    public DateTimeOffset IdleUntil { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public void End(DateTimeOffset now) => EndedAt ??= now;
}

/// <summary>A session just opened. The token goes into the cookie and nowhere else.</summary>
public sealed record OpenedShopperSession(Id<ShopperSession> SessionId, string? Token, DateTimeOffset ExpiresAt) : IShownOnce
{
    public object WithoutSecret() => this with { Token = null };
}
