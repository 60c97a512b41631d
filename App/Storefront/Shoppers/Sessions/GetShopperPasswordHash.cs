using App.SignIn;

namespace App.Storefront;

/// <summary>Returns the stored password hash of a shopper.</summary>
public sealed class GetShopperPasswordHash(Gate gate, ShopperRealm realm) : GetPasswordHashFlow<ShopperRealm>(gate, realm)
{
    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_password.get_hash";
}
