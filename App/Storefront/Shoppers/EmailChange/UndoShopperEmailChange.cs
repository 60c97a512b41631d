using App.SignIn;

namespace App.Storefront;

/// <summary>Undoes a change of the email address of a shopper.</summary>
public sealed class UndoShopperEmailChange(
    Gate gate, ShopperRealm realm, EmailChanges<ShopperRealm> changes, PasswordChanges<ShopperRealm> passwords)
    : UndoEmailChangeFlow<ShopperRealm>(gate, realm, changes, passwords)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_email.undo_change";
}
