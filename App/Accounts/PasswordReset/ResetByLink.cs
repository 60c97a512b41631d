using App.SignIn;

namespace App.Accounts;

/// <summary>Sets an account's new password with an emailed link.</summary>
public sealed class ResetByLink(Gate gate, PasswordChanges<StaffRealm> passwords, EmailCodeStore<StaffRealm> emailCodes)
    : ResetByLinkFlow<StaffRealm>(gate, passwords, emailCodes)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "password.reset_by_link";
}
