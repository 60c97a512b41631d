using Microsoft.EntityFrameworkCore;

namespace App.SignIn;

/// <summary>Opens sessions for people who have proved who they are, and ends sessions.</summary>
public sealed class SessionStore<TRealm>(
    TRealm realm, Caller caller, KnownDevices<TRealm> devices, Lockouts<TRealm> lockouts) where TRealm : SignInRealm
{
    /// <summary>
    /// Locks the login of a proof of the password. Returns null if the password was changed since, the caller is locked out, or
    /// the proof is of something else, which counts only in the transaction that verified it.
    /// </summary>
    public async Task<ILogin?> LockProvedAsync(OperationContext context, SignInProof<TRealm> proof, CancellationToken ct)
    {
        if (await realm.LockAsync(context, proof.Login, ct) is not { } login)
            return null;
        var (lockout, _) = await lockouts.OfCallerAsync(context, login, ct);
        return proof.Stamp is not null && login.SecurityStamp == proof.Stamp && !lockout.IsLocked(context.Now) ? login : null;
    }

    /// <summary>
    /// Locks the login of the signed-in caller if the proof is of their own password; null otherwise.
    /// </summary>
    public async Task<ILogin?> LockOwnAsync(OperationContext context, SignInProof<TRealm>? proof, CancellationToken ct) =>
        proof is not null && proof.Login == realm.CallerOf(context) ? await LockProvedAsync(context, proof, ct) : null;

    /// <summary>Opens a session.</summary>
    /// <param name="login">The login that was proved.</param>
    /// <param name="signsUp">
    /// True for the first sign-in, with an emailed code or link: it sends no email about a new device.
    /// </param>
    /// <param name="prepare">Sets what only this realm's sessions have, and returns the session's organization.</param>
    public async Task<OpenedSession> OpenAsync(
        OperationContext context, ILogin login, bool signsUp, Func<Session, Guid?> prepare, CancellationToken ct)
    {
        var token = Token.New();
        var session = realm.NewSession(login);
        session.Open(realm.SessionIdleTimeout, realm.SessionLifetime, caller, context.Now);
        var organizationId = prepare(session);
        var refresh = realm.NewRefreshToken();
        refresh.Issue(session.Id, Token.HashOf(token), context.Now);
        context.Db.Add(session);
        context.Db.Add(refresh);
        var browser = await devices.NoteAsync(context, login, signsUp, ct);
        return OpenedSession.Of(session, organizationId, token, browser);
    }

    /// <summary>Ends a session.</summary>
    public void End(OperationContext context, Session session)
    {
        session.End(context.Now);
        realm.AfterSessionEnded(context, session);
    }

    /// <summary>Ends all sessions of a login except one, and returns those that ended.</summary>
    /// <param name="kept">The session that does not end.</param>
    public async Task<IReadOnlyList<SessionView>> EndAllAsync(
        OperationContext context, Guid login, Guid? kept, CancellationToken ct)
    {
        var keptId = new Id<Session>(kept ?? Guid.Empty);
        var ended = await realm.SessionsOf(context.Db, login)
            .Where(row => row.EndedAt == null && row.Id != keptId).ToListAsync(ct);
        ended.ForEach(session => End(context, session));
        return ended.ConvertAll(session => SessionView.Of(session, kept));
    }

    /// <summary>Erases the IP addresses and user agents of a login's sessions.</summary>
    public Task BlankAsync(OperationContext context, ILogin login, CancellationToken ct) =>
        realm.SessionsOf(context.Db, login.Key).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Address, (string?)null)
            .SetProperty(row => row.UserAgent, (string?)null), ct);

    /// <summary>Returns the sessions of a login that are still open.</summary>
    public IQueryable<Session> Active(OperationContext context, AppDb db, Guid login)
    {
        var now = context.Now;
        return realm.SessionsOf(db, login).Where(row => row.EndedAt == null && row.ExpiresAt > now && row.IdleUntil > now);
    }
}
