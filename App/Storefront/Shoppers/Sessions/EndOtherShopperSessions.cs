using App.SignIn;

namespace App.Storefront;

/// <summary>Ends all sessions of the shopper except the calling one.</summary>
public sealed class EndOtherShopperSessions(Gate gate, ShopperRealm realm, SessionStore<ShopperRealm> sessions)
    : EndOtherSessionsFlow<ShopperRealm>(gate, realm, sessions)
{
    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "shopper_session.end_others";
}
