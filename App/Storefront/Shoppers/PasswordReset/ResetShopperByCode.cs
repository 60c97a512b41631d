using App.SignIn;

namespace App.Storefront;

/// <summary>Sets a shopper's new password with an emailed code.</summary>
public sealed class ResetShopperByCode(
    Gate gate, PasswordChanges<ShopperRealm> passwords, EmailCodeStore<ShopperRealm> emailCodes)
    : ResetByCodeFlow<ShopperRealm>(gate, passwords, emailCodes)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_password.reset";
}
