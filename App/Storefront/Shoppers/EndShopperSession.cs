using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>A shopper signs out.</summary>
public sealed class EndShopperSession(Gate gate) : Operation<EndShopperSession.Request, Done>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_session.end";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var id = new Id<ShopperSession>(pass.Actor.SessionId ?? Guid.Empty);
        var session = await pass.Db.ShopperSessions.SingleAsync(row => row.Id == id, ct); // the door has just seen it
        session.End(pass.Now);
        pass.Note(session.Id.ToString(), pass.Actor.Name, before: new { session.CreatedAt, session.ExpiresAt });
        return new Done();
    }
}
