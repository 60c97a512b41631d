using App.SignIn;

namespace App.Accounts;

/// <summary>Records a wrong password of an account.</summary>
public sealed class RecordFailedSignIn(Gate gate, StaffRealm realm, Lockouts<StaffRealm> lockouts)
    : RecordFailedSignInFlow<StaffRealm>(gate, realm, lockouts)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "sign_in.record_failure";
}
