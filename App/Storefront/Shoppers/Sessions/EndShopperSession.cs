using App.SignIn;

namespace App.Storefront;

/// <summary>Ends one of the shopper's sessions.</summary>
public sealed class EndShopperSession(Gate gate, ShopperRealm realm, SessionStore<ShopperRealm> sessions)
    : EndSessionFlow<ShopperRealm>(gate, realm, sessions)
{
    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "shopper_session.end";
}
