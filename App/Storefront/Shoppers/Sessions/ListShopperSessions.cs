using App.SignIn;

namespace App.Storefront;

/// <summary>Lists the shopper's active sessions at this storefront.</summary>
public sealed class ListShopperSessions(Gate gate, ShopperRealm realm, SessionStore<ShopperRealm> sessions, Places places)
    : ListSessionsFlow<ShopperRealm>(gate, realm, sessions, places)
{
    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "shopper_session.list";
}
