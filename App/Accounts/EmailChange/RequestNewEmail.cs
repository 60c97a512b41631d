using App.SignIn;

namespace App.Accounts;

/// <summary>Requests a change of the account's email address.</summary>
public sealed class RequestNewEmail(
    Gate gate, StaffRealm realm, EmailCodeStore<StaffRealm> emailCodes, SessionStore<StaffRealm> sessions)
    : RequestNewEmailFlow<StaffRealm>(gate, realm, emailCodes, sessions)
{
    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "email.request_change";
    protected internal override Effects Effects => Effects.NewCredential;
}
