using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Where the account is signed in, last used first. All on one page: nobody has so many.</summary>
public sealed class ListSessions(Gate gate, Places places) : Query<ListSessions.Request, Page<SessionView>>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "session.list";

    protected override async Task<Result<Page<SessionView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (sessions, accountId, now) = (pass.Last.Sessions, pass.Actor.AccountId, pass.Now);
        var alive = await sessions.Where(row => row.AccountId == accountId && row.EndedAt == null && row.ExpiresAt > now && row.IdleUntil > now)
            .OrderByDescending(row => row.LastSeenAt).Take(100).ToListAsync(ct);
        return new Page<SessionView>(alive.ConvertAll(session => SessionView.Of(session, pass.Actor.SessionId) with { Place = places.Of(session.Address) }), false, null);
    }
}
