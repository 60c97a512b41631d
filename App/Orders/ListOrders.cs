using App.Customers;

namespace App.Orders;

/// <summary>Lists orders, newest first. The search matches order numbers, references and customer names.</summary>
public sealed class ListOrders(Gate gate) : Query<ListOrders.Request, Page<OrderSummary>>(gate)
{
    static readonly ListSorts<Order> Orders = new ListSorts<Order>()
        .By("number", order => order.Number)
        .By("customer_name", order => order.CustomerName)
        .By("placed_at", order => order.PlacedAt)
        .By("total", order => order.Total.Amount);

    /// <param name="Status">
    /// One of placed, partially_fulfilled, fulfilled or canceled; or open, which means placed or partially_fulfilled.
    /// </param>
    /// <param name="CustomerId">Lists only orders of this customer.</param>
    /// <param name="Q">Order number such as SO-1042, or part of a reference or customer name.</param>
    /// <param name="PlacedFrom">Lists only orders placed at or after this time.</param>
    /// <param name="PlacedBefore">Lists only orders placed before this time.</param>
    public sealed record Request(
        PageRequest Page, string? Status = null, Id<Customer>? CustomerId = null, [property: AnyText] string? Q = null,
        DateTimeOffset? PlacedFrom = null, DateTimeOffset? PlacedBefore = null) : IRequest
    {
        internal OrderFilter ToFilter() => new(Status, CustomerId, Q, PlacedFrom, PlacedBefore);

        public void Check(Checks checks)
        {
            Page.Check(checks, Orders);
            ToFilter().Check(checks);
        }
    }

    protected internal override Access Access => Access.Member(OrderPermissions.Read);
    protected internal override string Action => "order.list";
    protected internal override IListSorts Sorts => Orders;

    protected override async Task<Result<Page<OrderSummary>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var filter = await request.ToFilter().NarrowedAsync(context.Db, ct);
        return await filter.Of(context.FinalRead().Orders).NewestAsync(
            request.Page, order => order.Id, order => order.UpdatedAt, order => OrderSummary.Of(order, order.Lines.Count), ct,
            Orders);
    }
}
