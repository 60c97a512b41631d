namespace App.Storefront;

/// <summary>
/// A browser or program signed in at one storefront. It holds an access token, which is valid for 15 minutes, and a refresh
/// token, which is replaced at each use.
/// </summary>
public sealed class ShopperSession : IOwned, IIdentified
{
    public static string IdPrefix => "shs";

    /// <summary>
    /// The time without use after which a session ends; each use extends it. It is long, because customers come back about once
    /// a month.
    /// </summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(30);

    /// <summary>The time after which a session ends at the latest.</summary>
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

/// <summary>
/// A session that was just opened or refreshed, with the data for its tokens. Only the session's holder gets the refresh token.
/// </summary>
/// <param name="RefreshToken">Null if the result is replayed for a repeated request.</param>
/// <param name="ExpiresAt">The time when the session ends at the latest.</param>
/// <param name="Browser">The token that identifies the browser at the next sign-in; null for a program.</param>
public sealed record OpenedShopperSession(
    Id<ShopperSession> SessionId, Id<Shopper> ShopperId, Guid OrganizationId, string? RefreshToken, DateTimeOffset ExpiresAt,
    string? Browser = null) : IShownOnce
{
    internal static OpenedShopperSession Of(
        Guid organizationId, ShopperSession session, string refreshToken, string? browser = null) =>
        new(session.Id, session.ShopperId, organizationId, refreshToken, session.ExpiresAt, browser);

    public object WithoutSecret() => this with { RefreshToken = null, Browser = null };
}
