using Microsoft.EntityFrameworkCore;

namespace App.SignIn;

/// <summary>Ends one of the caller's own sessions: the calling one (signing out) or another one.</summary>
public abstract class EndSessionFlow<TRealm>(Gate gate, TRealm realm, SessionStore<TRealm> sessions)
    : Operation<EndSessionFlow<TRealm>.Request, Done>(gate) where TRealm : SignInRealm
{
    /// <param name="Id">The session to end. Defaults to the calling session.</param>
    public sealed record Request(Id<Session>? Id = null) : IRequest;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var id = request.Id ?? new Id<Session>(context.Actor.SessionId ?? Guid.Empty);
        var session = await realm.SessionsOf(context.Db, realm.CallerOf(context) ?? Guid.Empty)
            .SingleOrDefaultAsync(row => row.Id == id && row.EndedAt == null, ct);
        if (session is null)
            return Problem.Missing("The session");
        sessions.End(context, session);
        context.Note(session.Id.ToString(), context.Actor.Name, before: SessionView.Of(session, context.Actor.SessionId));
        return new Done();
    }
}
