using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Ends one of the shopper's own sessions: the calling one (signing out) or another one.</summary>
public sealed class EndShopperSession(Gate gate) : Operation<EndShopperSession.Request, Done>(gate)
{
    /// <param name="Id">The session to end. Defaults to the calling session.</param>
    public sealed record Request(Id<ShopperSession>? Id = null) : IRequest;

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_session.end";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var shopper = CartStore.ShopperOf(context);
        var id = request.Id ?? new Id<ShopperSession>(context.Actor.SessionId ?? Guid.Empty);
        var session = await context.Db.ShopperSessions
            .SingleOrDefaultAsync(row => row.Id == id && row.ShopperId == shopper && row.EndedAt == null, ct);
        if (session is null)
            return Problem.Missing("The session");
        session.End(context.Now);
        context.Note(session.Id.ToString(), context.Actor.Name, before: ShopperSessionView.Of(session, context.Actor.SessionId));
        return new Done();
    }
}
