using App.SignIn;

namespace App.Storefront;

/// <summary>Returns the change of the email address of a shopper that an emailed link undoes.</summary>
public sealed class GetShopperEmailChange(Gate gate, EmailChanges<ShopperRealm> changes)
    : GetEmailChangeFlow<ShopperRealm>(gate, changes)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_email.get_change";
}
