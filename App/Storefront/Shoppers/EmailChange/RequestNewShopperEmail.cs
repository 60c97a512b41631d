using App.SignIn;

namespace App.Storefront;

/// <summary>Requests a change of the shopper's email address.</summary>
public sealed class RequestNewShopperEmail(
    Gate gate, ShopperRealm realm, EmailCodeStore<ShopperRealm> emailCodes, SessionStore<ShopperRealm> sessions)
    : RequestNewEmailFlow<ShopperRealm>(gate, realm, emailCodes, sessions)
{
    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "shopper_email.request_change";
}
