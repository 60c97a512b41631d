using App.Platform;

namespace App.Storefront;

/// <summary>A refresh token of a shopper's session.</summary>
public sealed class ShopperRefreshToken : RefreshToken, IOwned
{
    /// <summary>How they are turned into their successors.</summary>
    internal static readonly RefreshChain Chain = new("shopper_refresh_tokens", "shopper_sessions", owned: true);

    ShopperRefreshToken() { }

    /// <summary>The first of a session's chain.</summary>
    internal ShopperRefreshToken(Id<ShopperSession> session, byte[] hash, DateTimeOffset now) => (SessionId, Hash, IssuedAt) = (session, hash, now);

    public Guid OrganizationId { get; private set; }
    public Id<ShopperSession> SessionId { get; private set; }
}
