using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Ends all sessions of the shopper except the calling one.</summary>
public sealed class EndOtherShopperSessions(Gate gate) : Operation<EndOtherShopperSessions.Request, Done>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_session.end_others";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var shopper = CartStore.ShopperOf(context);
        var current = new Id<ShopperSession>(context.Actor.SessionId ?? Guid.Empty);
        var others = await context.Db.ShopperSessions
            .Where(row => row.ShopperId == shopper && row.EndedAt == null && row.Id != current).ToListAsync(ct);
        others.ForEach(session => session.End(context.Now));
        var views = others.ConvertAll(session => ShopperSessionView.Of(session, current.Value));
        context.Note(current.ToString(), context.Actor.Name, before: views);
        return new Done();
    }
}
