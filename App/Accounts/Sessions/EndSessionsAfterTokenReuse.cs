using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Ends all sessions of an account after a used refresh token was presented again, which means that two parties hold it. It is
/// impossible to know which one is the account's owner, so every session ends and the owner gets an email.
/// </summary>
public sealed class EndSessionsAfterTokenReuse(
    Gate gate, AccountStore accounts, SessionStore sessions, EmailOutbox outbox, PublicUrl publicUrl)
    : Operation<EndSessionsAfterTokenReuse.Request, Done>(gate)
{
    public sealed record Request(string Token) : IRequest;

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "session.end_after_token_reuse";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var hash = Token.HashOf(request.Token);
        var now = context.Now;
        var tokens = context.Db.StaffRefreshTokens;
        var rows = context.Db.Sessions;
        var reused = await (from token in tokens
                            join session in rows on token.SessionId equals session.Id
                            where token.Hash == hash && token.UsedAt != null
                            select new { session.Id, session.AccountId }).SingleOrDefaultAsync(ct);
        if (reused is null || await accounts.LockAsync(context, reused.AccountId, ct) is not { } account)
            return TokenProblems.RefreshRefused;
        // the account is locked, so of two concurrent requests the second finds no session left, and only one email is sent
        var active = await rows
            .Where(row => row.AccountId == account.Id && row.EndedAt == null && row.ExpiresAt > now && row.IdleUntil > now)
            .ToListAsync(ct);
        if (active.All(session => session.Id != reused.Id))
            return TokenProblems.RefreshRefused;

        active.ForEach(session => sessions.End(context, session));
        var view = AccountView.Of(account);
        context.Recognize(view.Id.ToString(), view.Name, account.Id);
        var ended = active.ConvertAll(session => SessionView.Of(session, null));
        context.Note(reused.Id.ToString(), "Used refresh token presented again", before: ended);
        await outbox.PutAsync(context, account.Email!, new SessionsEndedEmail { SignIn = publicUrl.Link("/login") });
        return new Done();
    }
}
