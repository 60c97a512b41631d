using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Ends all sessions of a shopper after a used refresh token was presented again, which means that two parties hold it. It is
/// impossible to know which one is the shopper, so every session ends and the shopper gets an email.
/// </summary>
public sealed class EndShopperSessionsAfterTokenReuse(Gate gate, ShopperStore shoppers, EmailOutbox outbox, PublicUrl publicUrl)
    : Operation<EndShopperSessionsAfterTokenReuse.Request, Done>(gate)
{
    public sealed record Request(string Token) : IRequest;

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_session.end_after_token_reuse";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var hash = Token.HashOf(request.Token);
        var now = context.Now;
        var tokens = context.Db.ShopperRefreshTokens;
        var sessions = context.Db.ShopperSessions;
        var reused = await (from token in tokens
                            join session in sessions on token.SessionId equals session.Id
                            where token.Hash == hash && token.UsedAt != null
                            select new { session.Id, session.ShopperId }).SingleOrDefaultAsync(ct);
        if (reused is null || await shoppers.LockAsync(context, reused.ShopperId, ct) is not { } shopper)
            return TokenProblems.RefreshRefused;
        // the shopper is locked, so of two concurrent requests the second finds no session left, and only one email is sent
        var active = await sessions
            .Where(row => row.ShopperId == shopper.Id && row.EndedAt == null && row.ExpiresAt > now && row.IdleUntil > now)
            .ToListAsync(ct);
        if (active.All(session => session.Id != reused.Id))
            return TokenProblems.RefreshRefused;

        active.ForEach(session => session.End(context.Now));
        context.RecognizeShopper(shopper.Id.ToString(), shopper.Name, shopper.CustomerId.Value);
        var ended = active.ConvertAll(session => new { session.Id, session.CreatedAt });
        context.Note(reused.Id.ToString(), "Used refresh token presented again", before: ended);
        await outbox.PutAsync(context, shopper.Email, new SessionsEndedEmail
        {
            Storefront = context.Organization.Name,
            SignIn = publicUrl.Link($"/s/{context.Organization.Slug}/login"),
        });
        return new Done();
    }
}
