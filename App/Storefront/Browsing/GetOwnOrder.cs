using App.Customers;
using App.Orders;

namespace App.Storefront;

/// <summary>Returns one order of the customer that the signed-in shopper buys for.</summary>
public sealed class GetOwnOrder(Gate gate, CustomerOrders orders) : Query<GetOwnOrder.Request, OrderView>(gate)
{
    public sealed record Request(Id<Order> Id) : IRequest;

    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "storefront.order";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var customer = new Id<Customer>(context.Actor.CustomerId!.Value);
        return await orders.FindAsync(context, customer, request.Id, ct) is { } order ? order : Problem.Missing("The order");
    }
}
