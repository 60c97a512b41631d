using App.SignIn;

namespace App.Storefront;

/// <summary>Requests a password reset of a shopper by email.</summary>
public sealed class RequestShopperReset(Gate gate, PasswordChanges<ShopperRealm> passwords)
    : RequestPasswordResetFlow<ShopperRealm>(gate, passwords)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_password.request_reset";
}
