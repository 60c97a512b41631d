using App.SignIn;

namespace App.Accounts;

/// <summary>Reports a sign-in that was not made by the account's owner.</summary>
public sealed class ReportUnrecognizedSignIn(
    Gate gate, StaffRealm realm, KnownDevices<StaffRealm> devices, EmailChanges<StaffRealm> changes,
    PasswordChanges<StaffRealm> passwords)
    : ReportUnrecognizedSignInFlow<StaffRealm>(gate, realm, devices, changes, passwords)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "sign_in.report_unrecognized";
}
