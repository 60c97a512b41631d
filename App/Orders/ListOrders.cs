using App.Customers;
using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>Lists orders, newest first. The search matches order numbers, references and customer names.</summary>
public sealed class ListOrders(Gate gate) : Query<ListOrders.Request, Page<OrderSummary>>(gate)
{
    /// <summary>Selects orders that are placed or partially fulfilled.</summary>
    public const string Open = "open";

    static readonly Dictionary<string, OrderStatus[]> Statuses = new(StringComparer.Ordinal)
    {
        [Open] = [OrderStatus.Placed, OrderStatus.PartiallyFulfilled],
        ["placed"] = [OrderStatus.Placed],
        ["partially_fulfilled"] = [OrderStatus.PartiallyFulfilled],
        ["fulfilled"] = [OrderStatus.Fulfilled],
        ["canceled"] = [OrderStatus.Canceled],
    };

    /// <param name="Status">
    /// One of placed, partially_fulfilled, fulfilled or canceled; or open, which means placed or partially_fulfilled.
    /// </param>
    /// <param name="CustomerId">Lists only orders of this customer.</param>
    /// <param name="Q">Order number such as SO-1042, or part of a reference or customer name.</param>
    public sealed record Request(
        PageRequest Page, string? Status = null, Id<Customer>? CustomerId = null, [property: AnyText] string? Q = null)
        : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.That(
                    Status is null || Statuses.ContainsKey(Status), nameof(Status),
                    $"The status must be one of {string.Join(", ", Statuses.Keys)}.")
                .OptionalText(Q, Search.Longest, "The search");
        }
    }

    protected internal override Access Access => Access.Member(OrderPermissions.Read);
    protected internal override string Action => "order.list";

    protected override async Task<Result<Page<OrderSummary>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        IQueryable<Order> orders = context.FinalRead().Orders;
        if (request.Status is not null)
        {
            var wanted = Statuses[request.Status];
            orders = orders.Where(order => wanted.Contains(order.Status));
        }
        if (request.CustomerId is { } customerId)
            orders = orders.Where(order => order.CustomerId == customerId);
        var number = Order.NumberIn((request.Q ?? "").Trim());
        orders = orders.Matching(request.Q, (order, word) =>
            order.Number == number || Search.Has(order.Reference, word) || Search.Has(order.CustomerName, word));
        return await orders.NewestAsync(
            request.Page, order => order.Id, order => order.UpdatedAt, order => OrderSummary.Of(order, order.Lines.Count), ct);
    }
}
