using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Where the account is signed in, last used first.</summary>
public sealed class ListSessions(Gate gate) : Query<ListSessions.Request, IReadOnlyList<SessionView>>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "session.list";

    protected override async Task<Result<IReadOnlyList<SessionView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (sessions, accountId, now) = (pass.Db.Sessions, pass.Actor.AccountId, pass.Now);
        var alive = await sessions.Where(row => row.AccountId == accountId && row.EndedAt == null && row.ExpiresAt > now && row.IdleUntil > now)
            .OrderByDescending(row => row.LastSeenAt).Take(100).ToListAsync(ct);
        return alive.Select(session => SessionView.Of(session, pass.Actor.SessionId)).ToList();
    }
}
