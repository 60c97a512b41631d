using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Lists the account's active sessions, the most recently used first. It returns up to 100 sessions, on one page.
/// </summary>
public sealed class ListSessions(Gate gate, Places places) : Query<ListSessions.Request, Page<SessionView>>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "session.list";

    protected override async Task<Result<Page<SessionView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Actor.AccountId;
        var now = context.Now;
        var active = await context.FinalRead().Sessions
            .Where(row => row.AccountId == accountId && row.EndedAt == null && row.ExpiresAt > now && row.IdleUntil > now)
            .OrderByDescending(row => row.LastSeenAt).Take(100).ToListAsync(ct);
        var views = active.ConvertAll(session =>
            SessionView.Of(session, context.Actor.SessionId) with { Place = places.Of(session.Address) });
        return new Page<SessionView>(views, false, null);
    }
}
