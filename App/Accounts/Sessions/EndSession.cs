using App.SignIn;

namespace App.Accounts;

/// <summary>Ends one of the account's sessions.</summary>
public sealed class EndSession(Gate gate, StaffRealm realm, SessionStore<StaffRealm> sessions)
    : EndSessionFlow<StaffRealm>(gate, realm, sessions)
{
    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "session.end";
}
