using App.SignIn;

namespace App.Storefront;

/// <summary>A browser or program signed in at one storefront.</summary>
public sealed class ShopperSession : Session, IOwned
{
    public Guid OrganizationId { get; private set; }
    public Id<Shopper> ShopperId { get; init; }

    public override Guid OwnerId => ShopperId.Value;
}
