namespace App.Storefront;

/// <summary>A refresh token of a shopper's session.</summary>
public sealed class ShopperRefreshToken : RefreshToken, IOwned
{
    /// <summary>Replaces a refresh token with a new one.</summary>
    internal static readonly RefreshTokenRotation Chain = new("shopper_refresh_tokens", "shopper_sessions", owned: true);

    ShopperRefreshToken() { }

    /// <summary>Creates the first refresh token of a session.</summary>
    internal ShopperRefreshToken(Id<ShopperSession> session, byte[] hash, DateTimeOffset now)
    {
        SessionId = session;
        Hash = hash;
        IssuedAt = now;
    }

    public Guid OrganizationId { get; private set; }
    public Id<ShopperSession> SessionId { get; private set; }
}
