using App.Customers;
using App.Orders;

namespace App.Storefront;

/// <summary>
/// Returns a page of the orders of the customer that the signed-in shopper buys for. It includes orders placed by other shoppers
/// and by staff.
/// </summary>
public sealed class ListOwnOrders(Gate gate, CustomerOrders orders) : Query<ListOwnOrders.Request, Page<OrderSummary>>(gate)
{
    public sealed record Request(PageRequest Page) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Access Access => Access.Shopper;
    protected internal override string Action => "storefront.orders";

    protected override async Task<Result<Page<OrderSummary>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var customer = new Id<Customer>(context.Actor.CustomerId!.Value);
        return await orders.ListAsync(context, customer, request.Page, ct);
    }
}
