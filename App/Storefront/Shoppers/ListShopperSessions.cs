using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Lists the shopper's active sessions at this storefront, the most recently used first. It returns up to 100 sessions, on one
/// page.
/// </summary>
public sealed class ListShopperSessions(Gate gate, Places places)
    : Query<ListShopperSessions.Request, Page<ShopperSessionView>>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_session.list";

    protected override async Task<Result<Page<ShopperSessionView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var shopper = CartStore.ShopperOf(context);
        var now = context.Now;
        var active = await context.FinalRead().ShopperSessions
            .Where(row => row.ShopperId == shopper && row.EndedAt == null && row.ExpiresAt > now && row.IdleUntil > now)
            .OrderByDescending(row => row.LastSeenAt).Take(100).ToListAsync(ct);
        var views = active.ConvertAll(session =>
            ShopperSessionView.Of(session, context.Actor.SessionId) with { Place = places.Of(session.Address) });
        return new Page<ShopperSessionView>(views, false, null);
    }
}
