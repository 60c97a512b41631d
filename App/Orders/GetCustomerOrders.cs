using App.Customers;
using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>Returns what a customer has ordered: the figures of all orders, and the latest ones.</summary>
public sealed class GetCustomerOrders(Gate gate) : Query<GetCustomerOrders.Request, GetCustomerOrders.Orders>(gate)
{
    /// <summary>The number of orders that are returned.</summary>
    public const int Most = 10;

    public sealed record Request(Id<Customer> CustomerId) : IRequest;

    /// <param name="Count">Number of orders that were not canceled before any part was fulfilled.</param>
    /// <param name="Open">Number of orders that are not completely fulfilled and not canceled.</param>
    /// <param name="Revenue">Sum of what the customer owes for these orders, as each order says it.</param>
    /// <param name="LastPlacedAt">When the latest order was placed; null if there is none.</param>
    /// <param name="Latest">The latest orders, newest first.</param>
    public sealed record Orders(
        int Count, int Open, Money Revenue, DateTimeOffset? LastPlacedAt, IReadOnlyList<OrderSummary> Latest);

    protected internal override Access Access => Access.Member(OrderPermissions.Read);
    protected internal override string Action => "order.get_of_customer";

    protected override async Task<Result<Orders>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var orders = context.Db.Orders.Where(order => order.CustomerId == request.CustomerId);
        var counted = orders.Where(order => order.Status != OrderStatus.Canceled || order.RestCanceled);
        var figures = await counted.GroupBy(_ => 1)
            .Select(all => new
            {
                Count = all.Count(),
                Open = all.Count(order =>
                    order.Status == OrderStatus.Placed || order.Status == OrderStatus.PartiallyFulfilled),
                Revenue = all.Sum(order => order.Owed.Amount),
            })
            .SingleOrDefaultAsync(ct);
        var latest = await context.FinalRead().Orders.Where(order => order.CustomerId == request.CustomerId)
            .OrderByDescending(order => order.PlacedAt).ThenByDescending(order => order.Id).Take(Most)
            .Select(order => OrderSummary.Of(order, order.Lines.Count)).ToListAsync(ct);
        return new Orders(
            figures?.Count ?? 0, figures?.Open ?? 0, new Money(figures?.Revenue ?? 0, context.Organization.Currency),
            latest.FirstOrDefault()?.PlacedAt, latest);
    }
}
