using App.SignIn;

namespace App.Storefront;

/// <summary>Records a wrong password of a shopper.</summary>
public sealed class RecordFailedShopperSignIn(Gate gate, ShopperRealm realm, Lockouts<ShopperRealm> lockouts)
    : RecordFailedSignInFlow<ShopperRealm>(gate, realm, lockouts)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_sign_in.record_failure";
}
