using App.SignIn;

namespace App.Storefront;

/// <summary>A one-time code and link that were sent to a shopper, or to an address without one.</summary>
public sealed class ShopperEmailCode : EmailCode, IOwned
{
    public Guid OrganizationId { get; private set; }

    /// <summary>Gets the shopper; null for an address without one.</summary>
    public Id<Shopper>? ShopperId { get; init; }

    public override Guid? OwnerId => ShopperId?.Value;
}
