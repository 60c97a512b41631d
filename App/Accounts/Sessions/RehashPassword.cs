using App.SignIn;

namespace App.Accounts;

/// <summary>Replaces the hash of an account's password with a stronger one.</summary>
public sealed class RehashPassword(Gate gate, StaffRealm realm) : RehashPasswordFlow<StaffRealm>(gate, realm)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "password.rehash";
}
