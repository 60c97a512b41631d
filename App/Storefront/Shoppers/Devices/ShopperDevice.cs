using App.SignIn;

namespace App.Storefront;

/// <summary>A browser or program from which a shopper has signed in.</summary>
public sealed class ShopperDevice : KnownDevice, IOwned
{
    public Guid OrganizationId { get; private set; }
    public Id<Shopper> ShopperId { get; init; }

    public override Guid OwnerId => ShopperId.Value;
}
