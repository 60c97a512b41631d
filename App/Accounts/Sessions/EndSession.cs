using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Ends one of the account's own sessions: the calling one (signing out) or another one.</summary>
public sealed class EndSession(Gate gate, SessionStore sessions) : Operation<EndSession.Request, Done>(gate)
{
    /// <param name="Id">The session to end. Defaults to the calling session.</param>
    public sealed record Request(Id<Session>? Id = null) : IRequest;

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "session.end";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Actor.AccountId;
        var id = request.Id ?? new Id<Session>(context.Actor.SessionId ?? Guid.Empty);
        var session = await context.Db.Sessions
            .SingleOrDefaultAsync(row => row.Id == id && row.AccountId == accountId && row.EndedAt == null, ct);
        if (session is null)
            return Problem.Missing("The session");
        sessions.End(context, session);
        context.Note(session.Id.ToString(), context.Actor.Name, before: SessionView.Of(session, context.Actor.SessionId));
        return new Done();
    }
}
