using App.SignIn;

namespace App.Accounts;

/// <summary>Records a wrong password of an account.</summary>
public sealed class RecordFailedSignIn(Gate gate, StaffRealm realm) : RecordFailedSignInFlow<StaffRealm>(gate, realm)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "sign_in.record_failure";
}
