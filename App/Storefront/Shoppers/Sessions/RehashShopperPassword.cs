using App.SignIn;

namespace App.Storefront;

/// <summary>Replaces the hash of a shopper's password with a stronger one.</summary>
public sealed class RehashShopperPassword(Gate gate, ShopperRealm realm) : RehashPasswordFlow<ShopperRealm>(gate, realm)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_password.rehash";
}
