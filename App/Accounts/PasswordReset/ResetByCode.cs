using App.SignIn;

namespace App.Accounts;

/// <summary>Sets an account's new password with an emailed code.</summary>
public sealed class ResetByCode(Gate gate, PasswordChanges<StaffRealm> passwords, EmailCodeStore<StaffRealm> emailCodes)
    : ResetByCodeFlow<StaffRealm>(gate, passwords, emailCodes)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "password.reset";
}
