using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Where the shopper is signed in at this storefront, last used first. All on one page: nobody has so many.</summary>
public sealed class ListShopperSessions(Gate gate, Places places) : Query<ListShopperSessions.Request, Page<ShopperSessionView>>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_session.list";

    protected override async Task<Result<Page<ShopperSessionView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (shopper, now) = (CartBook.ShopperOf(pass), pass.Now);
        var alive = await pass.Last.ShopperSessions.Where(row => row.ShopperId == shopper && row.EndedAt == null && row.ExpiresAt > now && row.IdleUntil > now)
            .OrderByDescending(row => row.LastSeenAt).Take(100).ToListAsync(ct);
        return new Page<ShopperSessionView>(alive.ConvertAll(session => ShopperSessionView.Of(session, pass.Actor.SessionId) with { Place = places.Of(session.Address) }), false, null);
    }
}
