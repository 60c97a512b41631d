using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Exchanges a shopper's refresh token for a new one. A repetition within five seconds returns the same new token. After that,
/// the token counts as stolen: two parties hold it. It leaves no audit entry, because a refresh only shows that the session is
/// still in use.
/// </summary>
public sealed class RefreshShopperSession(Gate gate)
    : Operation<RefreshShopperSession.Request, RefreshShopperSession.Answer>(gate)
{
    public sealed record Request(string Token) : IRequest;

    /// <param name="Session">The session with its new refresh token; null if the token was used long ago.</param>
    public sealed record Answer(OpenedShopperSession? Session);

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_session.refresh";
    protected internal override bool Audited => false;

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var rotated = await ShopperRefreshToken.Chain.RotateAsync(context, request.Token, ct);
        if (rotated.State == RefreshState.Refused)
            return TokenProblems.RefreshRefused;
        if (rotated.State == RefreshState.Reused)
            return new Answer(null);
        var id = new Id<ShopperSession>(rotated.SessionId);
        var session = await context.Db.ShopperSessions.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        return new Answer(OpenedShopperSession.Of(context.Organization.Id, session, rotated.Token!));
    }
}
