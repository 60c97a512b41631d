using App.SignIn;

namespace App.Storefront;

/// <summary>A change of a shopper's email address.</summary>
public sealed class ShopperEmailChange : EmailChange, IOwned
{
    public Guid OrganizationId { get; private set; }
    public Id<Shopper> ShopperId { get; init; }

    public override Guid OwnerId => ShopperId.Value;
}
