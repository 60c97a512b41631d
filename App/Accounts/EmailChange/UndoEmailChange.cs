using App.SignIn;

namespace App.Accounts;

/// <summary>Undoes a change of the email address of an account.</summary>
public sealed class UndoEmailChange(
    Gate gate, StaffRealm realm, EmailChanges<StaffRealm> changes, PasswordChanges<StaffRealm> passwords)
    : UndoEmailChangeFlow<StaffRealm>(gate, realm, changes, passwords)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "email.undo_change";
}
