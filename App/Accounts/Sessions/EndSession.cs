using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>One of the account's own sessions ends: signing out, here or elsewhere.</summary>
public sealed class EndSession(Gate gate, SessionBook book) : Operation<EndSession.Request, Done>(gate)
{
    /// <param name="Id">Null: the one that asks.</param>
    public sealed record Request(Id<Session>? Id = null) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "session.end";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (sessions, accountId, id) = (pass.Db.Sessions, pass.Actor.AccountId, request.Id ?? new Id<Session>(pass.Actor.SessionId ?? Guid.Empty));
        if (await sessions.SingleOrDefaultAsync(row => row.Id == id && row.AccountId == accountId && row.EndedAt == null, ct) is not { } session)
            return Problem.Missing("The session");
        book.End(pass, session);
        pass.Note(session.Id.ToString(), pass.Actor.Name, before: SessionView.Of(session, pass.Actor.SessionId));
        return new Done();
    }
}
