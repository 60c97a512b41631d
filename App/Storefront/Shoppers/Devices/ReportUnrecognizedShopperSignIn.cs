using App.SignIn;

namespace App.Storefront;

/// <summary>Reports a sign-in that was not made by the shopper.</summary>
public sealed class ReportUnrecognizedShopperSignIn(
    Gate gate, ShopperRealm realm, KnownDevices<ShopperRealm> devices, EmailChanges<ShopperRealm> changes,
    PasswordChanges<ShopperRealm> passwords)
    : ReportUnrecognizedSignInFlow<ShopperRealm>(gate, realm, devices, changes, passwords)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_sign_in.report_unrecognized";
}
