using App.SignIn;

namespace App.Storefront;

/// <summary>Sets a shopper's new password with an emailed link.</summary>
public sealed class ResetShopperByLink(
    Gate gate, PasswordChanges<ShopperRealm> passwords, EmailCodeStore<ShopperRealm> emailCodes)
    : ResetByLinkFlow<ShopperRealm>(gate, passwords, emailCodes)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_password.reset_by_link";
}
