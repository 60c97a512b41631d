using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>A shopper's refresh token came back that had been spent long before: somebody else holds it too. Every session of the shopper ends, and they are told by mail.</summary>
public sealed class EndStolenShopperSessions(Gate gate, ShopperBook book, Postbox postbox, Site site) : Operation<EndStolenShopperSessions.Request, Done>(gate)
{
    public sealed record Request(string Token) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_session.end_stolen";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (tokens, sessions, hash, now) = (pass.Db.ShopperRefreshTokens, pass.Db.ShopperSessions, Token.HashOf(request.Token), pass.Now);
        var stolen = await (from token in tokens
                            join session in sessions on token.SessionId equals session.Id
                            where token.Hash == hash && token.UsedAt != null
                            select new { session.Id, session.ShopperId }).SingleOrDefaultAsync(ct);
        if (stolen is null || await book.LockAsync(pass, stolen.ShopperId, ct) is not { } shopper)
            return TokenProblems.RefreshRefused;
        // Under the lock: of two that come with it at once, the second finds nothing left to end, and there is one mail.
        var alive = await sessions.Where(row => row.ShopperId == shopper.Id && row.EndedAt == null && row.ExpiresAt > now && row.IdleUntil > now).ToListAsync(ct);
        if (alive.All(session => session.Id != stolen.Id))
            return TokenProblems.RefreshRefused;

        alive.ForEach(session => session.End(pass.Now));
        pass.RecognizeShopper(shopper.Id.ToString(), shopper.Name, shopper.CustomerId.Value);
        pass.Note(stolen.Id.ToString(), "A spent refresh token came back", before: alive.ConvertAll(session => new { session.Id, session.CreatedAt }));
        await postbox.PutAsync(pass, shopper.Email, new ShopperSignedOutLetter(pass.Organization.Name, site.Link($"/s/{pass.Organization.Slug}/login")));
        return new Done();
    }
}
