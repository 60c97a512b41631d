using App.SignIn;

namespace App.Storefront;

/// <summary>Changes the shopper's email address with the code from the new address.</summary>
public sealed class ConfirmNewShopperEmail(
    Gate gate, ShopperRealm realm, EmailCodeStore<ShopperRealm> emailCodes, SessionStore<ShopperRealm> sessions,
    EmailChanges<ShopperRealm> changes, EmailOutbox outbox)
    : ConfirmNewEmailFlow<ShopperRealm>(gate, realm, emailCodes, sessions, changes, outbox)
{
    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "shopper_email.change";
}
