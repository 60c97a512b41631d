using App.SignIn;

namespace App.Accounts;

/// <summary>Lists the account's active sessions.</summary>
public sealed class ListSessions(Gate gate, StaffRealm realm, SessionStore<StaffRealm> sessions, Places places)
    : ListSessionsFlow<StaffRealm>(gate, realm, sessions, places)
{
    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "session.list";
}
