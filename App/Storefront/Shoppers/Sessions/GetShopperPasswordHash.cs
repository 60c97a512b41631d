using App.SignIn;

namespace App.Storefront;

/// <summary>Returns the stored password hash of a shopper.</summary>
public sealed class GetShopperPasswordHash(Gate gate, ShopperRealm realm) : GetPasswordHashFlow<ShopperRealm>(gate, realm)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_password.get_hash";
}
