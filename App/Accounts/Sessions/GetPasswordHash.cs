using App.SignIn;

namespace App.Accounts;

/// <summary>Returns the stored password hash of an account.</summary>
public sealed class GetPasswordHash(Gate gate, StaffRealm realm) : GetPasswordHashFlow<StaffRealm>(gate, realm)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "password.get_hash";
}
