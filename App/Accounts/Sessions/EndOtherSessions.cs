using App.SignIn;

namespace App.Accounts;

/// <summary>Ends all sessions of the account except the calling one.</summary>
public sealed class EndOtherSessions(Gate gate, StaffRealm realm, SessionStore<StaffRealm> sessions)
    : EndOtherSessionsFlow<StaffRealm>(gate, realm, sessions)
{
    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "session.end_others";
}
