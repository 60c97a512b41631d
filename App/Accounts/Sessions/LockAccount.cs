using App.SignIn;

namespace App.Accounts;

/// <summary>Locks an account after too many wrong passwords.</summary>
public sealed class LockAccount(Gate gate, StaffRealm realm, Lockouts<StaffRealm> lockouts, EmailOutbox outbox)
    : LockLoginFlow<StaffRealm>(gate, realm, lockouts, outbox)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "account.lock";
}
