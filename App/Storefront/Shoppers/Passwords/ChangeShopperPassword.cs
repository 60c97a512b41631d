using App.SignIn;

namespace App.Storefront;

/// <summary>Changes the shopper's password.</summary>
public sealed class ChangeShopperPassword(
    Gate gate, ShopperRealm realm, SessionStore<ShopperRealm> sessions, PasswordChanges<ShopperRealm> passwords)
    : ChangePasswordFlow<ShopperRealm>(gate, realm, sessions, passwords)
{
    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "shopper_password.change";
}
