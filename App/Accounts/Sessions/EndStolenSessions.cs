using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// A refresh token came back that had been spent long before: somebody else holds it too. Which of the two is the account's owner cannot be
/// told, so that every session of the account ends, and the owner is told by mail.
/// </summary>
public sealed class EndStolenSessions(Gate gate, AccountBook accounts, SessionBook book, Postbox postbox, Site site) : Operation<EndStolenSessions.Request, Done>(gate)
{
    public sealed record Request(string Token) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "session.end_stolen";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (tokens, sessions, hash, now) = (pass.Db.StaffRefreshTokens, pass.Db.Sessions, Token.HashOf(request.Token), pass.Now);
        var stolen = await (from token in tokens
                            join session in sessions on token.SessionId equals session.Id
                            where token.Hash == hash && token.UsedAt != null
                            select new { session.Id, session.AccountId }).SingleOrDefaultAsync(ct);
        if (stolen is null || await accounts.LockAsync(pass, stolen.AccountId, ct) is not { } account)
            return TokenProblems.RefreshRefused;
        // Under the lock: of two that come with it at once, the second finds nothing left to end, and there is one mail.
        var alive = await sessions.Where(row => row.AccountId == account.Id && row.EndedAt == null && row.ExpiresAt > now && row.IdleUntil > now).ToListAsync(ct);
        if (alive.All(session => session.Id != stolen.Id))
            return TokenProblems.RefreshRefused;

        alive.ForEach(session => book.End(pass, session));
        var view = AccountView.Of(account);
        pass.Recognize(view.Id.ToString(), view.Name, account.Id);
        pass.Note(stolen.Id.ToString(), "A spent refresh token came back", before: alive.ConvertAll(session => SessionView.Of(session, null)));
        await postbox.PutAsync(pass, account.Email!, new SessionsEndedLetter(site.Link("/login")));
        return new Done();
    }
}
