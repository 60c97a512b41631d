using App.SignIn;

namespace App.Storefront;

/// <summary>Returns the sign-in of a shopper that an emailed link is about.</summary>
public sealed class GetUnrecognizedShopperSignIn(Gate gate, KnownDevices<ShopperRealm> devices, Places places)
    : GetUnrecognizedSignInFlow<ShopperRealm>(gate, devices, places)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_sign_in.get_unrecognized";
}
