using App.SignIn;

namespace App.Accounts;

/// <summary>Changes the account's password.</summary>
public sealed class ChangePassword(
    Gate gate, StaffRealm realm, SessionStore<StaffRealm> sessions, PasswordChanges<StaffRealm> passwords)
    : ChangePasswordFlow<StaffRealm>(gate, realm, sessions, passwords)
{
    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "password.change";
    protected internal override Effects Effects => Effects.NewCredential;
}
