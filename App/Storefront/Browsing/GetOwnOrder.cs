using App.Orders;
using App.Platform;

namespace App.Storefront;

/// <summary>One order of the customer that the shopper buys for.</summary>
public sealed class GetOwnOrder(Gate gate, OrderBook orders) : Query<GetOwnOrder.Request, OrderView>(gate)
{
    public sealed record Request(Id<Order> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "storefront.order";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await orders.FindAsync(pass, new(pass.Actor.CustomerId!.Value), request.Id, ct) is { } order ? order : Problem.Missing("The order");
}
