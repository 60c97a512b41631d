using App.Platform;

namespace App.Storefront;

/// <summary>One browser signed in at one storefront. What it holds are an access token, for a quarter of an hour, and the last of a chain of refresh tokens.</summary>
public sealed class ShopperSession : IOwned, IIdentified
{
    public static string IdPrefix => "shs";

    /// <summary>Ends after this long without use; the door moves it on. Customers come back once a month.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(30);

    /// <summary>Ends after this long at the latest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    ShopperSession() { }

    public static ShopperSession Open(Id<Shopper> shopper, string? address, string? userAgent, DateTimeOffset now) => new()
    {
        Id = Id<ShopperSession>.New(now),
        ShopperId = shopper,
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
    public string? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }
    public DateTimeOffset IdleUntil { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public void End(DateTimeOffset now) => EndedAt ??= now;
}

/// <summary>A session just opened or refreshed: what its tokens are made of. The refresh token goes to its holder and nowhere else.</summary>
/// <param name="RefreshToken">Null when it is told again.</param>
/// <param name="ExpiresAt">At the latest.</param>
/// <param name="Browser">The token by which the browser is known again; null for a program.</param>
public sealed record OpenedShopperSession(Id<ShopperSession> SessionId, Id<Shopper> ShopperId, Guid OrganizationId, string? RefreshToken, DateTimeOffset ExpiresAt, string? Browser = null) : IShownOnce
{
    internal static OpenedShopperSession Of(Guid organizationId, ShopperSession session, string refreshToken, string? browser = null) =>
        new(session.Id, session.ShopperId, organizationId, refreshToken, session.ExpiresAt, browser);

    public object WithoutSecret() => this with { RefreshToken = null, Browser = null };
}
