using App.SignIn;

namespace App.Accounts;

/// <summary>Ends all sessions of an account after a used refresh token was presented again.</summary>
public sealed class EndSessionsAfterTokenReuse(Gate gate, StaffRealm realm, SessionStore<StaffRealm> sessions, EmailOutbox outbox)
    : EndSessionsAfterTokenReuseFlow<StaffRealm>(gate, realm, sessions, outbox)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "session.end_after_token_reuse";
}
