using Microsoft.EntityFrameworkCore;

namespace App.SignIn;

/// <summary>
/// Ends all sessions of a login after a used refresh token was presented again, which means that two parties hold it. It is
/// impossible to know which one is the login's owner, so every session ends and the owner gets an email.
/// </summary>
public abstract class EndSessionsAfterTokenReuseFlow<TRealm>(
    Gate gate, TRealm realm, SessionStore<TRealm> sessions, EmailOutbox outbox)
    : Operation<EndSessionsAfterTokenReuseFlow<TRealm>.Request, Done>(gate) where TRealm : SignInRealm
{
    public sealed record Request([property: AnyText] string Token) : IRequest;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var hash = Token.HashOf(request.Token);
        var tokens = realm.RefreshTokens(context.Db);
        var reused = await realm.Sessions(context.Db).SingleOrDefaultAsync(
            session => tokens.Any(token => token.Hash == hash && token.UsedAt != null && token.SessionId == session.Id), ct);
        if (reused is null || await realm.LockAsync(context, reused.OwnerId, ct) is not { } login)
            return TokenProblems.RefreshRefused;
        // the login is locked, so of two concurrent requests the second finds no session left, and only one email is sent
        var active = await sessions.Active(context, context.Db, login.Key).ToListAsync(ct);
        if (active.All(session => session.Id != reused.Id))
            return TokenProblems.RefreshRefused;

        active.ForEach(session => sessions.End(context, session));
        realm.Recognize(context, login);
        var ended = active.ConvertAll(session => SessionView.Of(session, null));
        context.Note(reused.Id.ToString(), "Used refresh token presented again", before: ended);
        await outbox.PutAsync(context, login.Email!, new SessionsEndedEmail
        {
            Storefront = realm.StorefrontOf(context),
            SignIn = realm.Link(context, "/login"),
        });
        return new Done();
    }
}
