using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Signs the shopper out everywhere but here.</summary>
public sealed class EndOtherShopperSessions(Gate gate) : Operation<EndOtherShopperSessions.Request, Done>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_session.end_others";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (shopper, here) = (CartBook.ShopperOf(pass), new Id<ShopperSession>(pass.Actor.SessionId ?? Guid.Empty));
        var others = await pass.Db.ShopperSessions.Where(row => row.ShopperId == shopper && row.EndedAt == null && row.Id != here).ToListAsync(ct);
        others.ForEach(session => session.End(pass.Now));
        pass.Note(here.ToString(), pass.Actor.Name, before: others.ConvertAll(session => ShopperSessionView.Of(session, here.Value)));
        return new Done();
    }
}
