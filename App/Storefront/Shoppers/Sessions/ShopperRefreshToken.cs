using App.SignIn;

namespace App.Storefront;

/// <summary>A refresh token of a shopper's session.</summary>
public sealed class ShopperRefreshToken : RefreshToken, IOwned
{
    public Guid OrganizationId { get; private set; }
}
