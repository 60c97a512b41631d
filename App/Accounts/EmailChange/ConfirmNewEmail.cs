using App.SignIn;

namespace App.Accounts;

/// <summary>Changes the account's email address with the code from the new address.</summary>
public sealed class ConfirmNewEmail(
    Gate gate, StaffRealm realm, EmailCodeStore<StaffRealm> emailCodes, SessionStore<StaffRealm> sessions,
    EmailChanges<StaffRealm> changes, EmailOutbox outbox)
    : ConfirmNewEmailFlow<StaffRealm>(gate, realm, emailCodes, sessions, changes, outbox)
{
    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "email.change";
    protected internal override Effects Effects => Effects.NewCredential;
}
