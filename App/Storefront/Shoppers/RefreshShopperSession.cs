using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>A shopper's refresh token is turned into its successor, by the same rules as staff's. Leaves no audit entry, because it says no more than that somebody is still there.</summary>
public sealed class RefreshShopperSession(Gate gate) : Operation<RefreshShopperSession.Request, RefreshShopperSession.Answer>(gate)
{
    public sealed record Request(string Token) : IRequest
    {
        public void Check(Checks checks) { }
    }

    /// <param name="Session">With its new refresh token; null for a token that was spent long ago.</param>
    public sealed record Answer(OpenedShopperSession? Session);

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_session.refresh";
    protected internal override bool Audited => false;

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var chain = await ShopperRefreshToken.Chain.RotateAsync(pass, request.Token, ct);
        if (chain.State == RefreshState.Refused)
            return TokenProblems.RefreshRefused;
        if (chain.State == RefreshState.Reused)
            return new Answer(null);
        var id = new Id<ShopperSession>(chain.SessionId);
        return new Answer(OpenedShopperSession.Of(pass.Organization.Id, await pass.Db.ShopperSessions.AsNoTracking().SingleAsync(row => row.Id == id, ct), chain.Token!));
    }
}
