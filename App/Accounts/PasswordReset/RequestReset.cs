using App.SignIn;

namespace App.Accounts;

/// <summary>Requests a password reset of an account by email.</summary>
public sealed class RequestReset(Gate gate, PasswordChanges<StaffRealm> passwords)
    : RequestPasswordResetFlow<StaffRealm>(gate, passwords)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "password.request_reset";
}
