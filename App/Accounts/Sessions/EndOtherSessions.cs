using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Signs the account out everywhere but here.</summary>
public sealed class EndOtherSessions(Gate gate, SessionBook book) : Operation<EndOtherSessions.Request, Done>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "session.end_others";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (sessions, accountId, here) = (pass.Db.Sessions, pass.Actor.AccountId, new Id<Session>(pass.Actor.SessionId ?? Guid.Empty));
        var others = await sessions.Where(row => row.AccountId == accountId && row.EndedAt == null && row.Id != here).ToListAsync(ct);
        foreach (var session in others)
            book.End(pass, session);
        pass.Note(here.ToString(), pass.Actor.Name, before: others.Select(session => SessionView.Of(session, here.Value)).ToList());
        return new Done();
    }
}
