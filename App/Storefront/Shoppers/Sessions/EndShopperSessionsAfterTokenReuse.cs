using App.SignIn;

namespace App.Storefront;

/// <summary>Ends all sessions of a shopper after a used refresh token was presented again.</summary>
public sealed class EndShopperSessionsAfterTokenReuse(
    Gate gate, ShopperRealm realm, SessionStore<ShopperRealm> sessions, EmailOutbox outbox)
    : EndSessionsAfterTokenReuseFlow<ShopperRealm>(gate, realm, sessions, outbox)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_session.end_after_token_reuse";
}
