using Microsoft.EntityFrameworkCore;

namespace App.SignIn;

/// <summary>
/// Lists the caller's active sessions, the most recently used first. It returns up to 100 sessions, on one page.
/// </summary>
public abstract class ListSessionsFlow<TRealm>(Gate gate, TRealm realm, SessionStore<TRealm> sessions, Places places)
    : Query<ListSessionsFlow<TRealm>.Request, Page<SessionView>>(gate) where TRealm : SignInRealm
{
    public sealed record Request : IRequest;

    protected override async Task<Result<Page<SessionView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var login = realm.CallerOf(context) ?? Guid.Empty;
        var active = await sessions.Active(context, context.FinalRead(), login)
            .OrderByDescending(row => row.LastSeenAt).Take(100).ToListAsync(ct);
        var views = active.ConvertAll(session =>
            SessionView.Of(session, context.Actor.SessionId) with { Place = places.Of(session.Address) });
        return new Page<SessionView>(views, false, null);
    }
}
