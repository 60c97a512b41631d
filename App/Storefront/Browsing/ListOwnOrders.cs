using App.Orders;
using App.Platform;

namespace App.Storefront;

/// <summary>The orders of the customer that the shopper buys for, whoever placed them.</summary>
public sealed class ListOwnOrders(Gate gate, OrderBook orders) : Query<ListOwnOrders.Request, Page<OrderSummary>>(gate)
{
    public sealed record Request(PageRequest Page) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "storefront.orders";

    protected override async Task<Result<Page<OrderSummary>>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await orders.ListAsync(pass, new(pass.Actor.CustomerId!.Value), request.Page, ct);
}
