using System.Globalization;
using App.Customers;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>Orders, newest first; a search looks at numbers, references and customers' names.</summary>
public sealed class ListOrders(Gate gate) : Query<ListOrders.Request, Page<OrderSummary>>(gate)
{
    /// <summary>Those with something still to go out, whatever has gone already.</summary>
    public const string Open = "open";

    static readonly Dictionary<string, OrderStatus[]> Statuses = new(StringComparer.Ordinal)
    {
        [Open] = [OrderStatus.Placed, OrderStatus.PartiallyFulfilled],
        ["placed"] = [OrderStatus.Placed],
        ["partially_fulfilled"] = [OrderStatus.PartiallyFulfilled],
        ["fulfilled"] = [OrderStatus.Fulfilled],
        ["canceled"] = [OrderStatus.Canceled],
    };

    /// <param name="Status">placed, partially_fulfilled, fulfilled or canceled; open for the first two together.</param>
    /// <param name="CustomerId">Of this customer only.</param>
    /// <param name="Q">A number such as SO-1042, or part of a reference or customer's name.</param>
    public sealed record Request(PageRequest Page, string? Status = null, Id<Customer>? CustomerId = null, string? Q = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.That(Status is null || Statuses.ContainsKey(Status), nameof(Status), $"status must be one of {string.Join(", ", Statuses.Keys)}.")
                .OptionalText(Q, Search.Longest, "The search");
        }
    }

    protected internal override Permission Permission => OrderPermissions.Read;
    protected internal override string Action => "order.list";

    protected override async Task<Result<Page<OrderSummary>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        IQueryable<Order> orders = pass.Last.Orders;
        if (request.Status is not null)
        {
            var wanted = Statuses[request.Status];
            orders = orders.Where(order => wanted.Contains(order.Status));
        }
        if (request.CustomerId is { } customerId)
            orders = orders.Where(order => order.CustomerId == customerId);
        if (!string.IsNullOrWhiteSpace(request.Q))
        {
            var (pattern, number) = (Search.Anywhere(request.Q), NumberIn(request.Q));
            orders = orders.Where(order => order.Number == number || EF.Functions.ILike(order.Reference!, pattern) || EF.Functions.ILike(order.CustomerName, pattern));
        }
        return await orders.NewestAsync(request.Page, order => order.Id, order => OrderSummary.Of(order, order.Lines.Count), ct);
    }

    static long? NumberIn(string text)
    {
        var digits = text.Trim();
        if (digits.StartsWith("SO-", StringComparison.OrdinalIgnoreCase))
            digits = digits[3..];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
