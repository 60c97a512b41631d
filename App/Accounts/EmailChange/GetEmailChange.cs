using App.SignIn;

namespace App.Accounts;

/// <summary>Returns the change of the email address of an account that an emailed link undoes.</summary>
public sealed class GetEmailChange(Gate gate, EmailChanges<StaffRealm> changes) : GetEmailChangeFlow<StaffRealm>(gate, changes)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "email.get_change";
}
