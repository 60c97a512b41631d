using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>One of the shopper's own sessions ends: signing out, here or elsewhere.</summary>
public sealed class EndShopperSession(Gate gate) : Operation<EndShopperSession.Request, Done>(gate)
{
    /// <param name="Id">Null: the one that asks.</param>
    public sealed record Request(Id<ShopperSession>? Id = null) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_session.end";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (shopper, id) = (CartBook.ShopperOf(pass), request.Id ?? new Id<ShopperSession>(pass.Actor.SessionId ?? Guid.Empty));
        if (await pass.Db.ShopperSessions.SingleOrDefaultAsync(row => row.Id == id && row.ShopperId == shopper && row.EndedAt == null, ct) is not { } session)
            return Problem.Missing("The session");
        session.End(pass.Now);
        pass.Note(session.Id.ToString(), pass.Actor.Name, before: ShopperSessionView.Of(session, pass.Actor.SessionId));
        return new Done();
    }
}
