using App.Customers;

namespace App.Orders;

/// <summary>Selects orders: for the list, its totals, bulk changes and exports.</summary>
/// <param name="Status">
/// One of placed, partially_fulfilled, fulfilled or canceled; or open, which means placed or partially_fulfilled.
/// </param>
/// <param name="CustomerId">Selects only orders of this customer.</param>
/// <param name="Q">Order number such as SO-1042, or part of a reference or customer name.</param>
/// <param name="PlacedFrom">Selects only orders placed at or after this time.</param>
/// <param name="PlacedBefore">Selects only orders placed before this time.</param>
public sealed record OrderFilter(
    string? Status = null, Id<Customer>? CustomerId = null, [property: AnyText] string? Q = null,
    DateTimeOffset? PlacedFrom = null, DateTimeOffset? PlacedBefore = null) : IRequest
{
    /// <summary>Selects orders that are placed or partially fulfilled.</summary>
    public const string Open = "open";

    static readonly Dictionary<string, OrderStatus[]> Values = new(StringComparer.Ordinal)
    {
        [Open] = [OrderStatus.Placed, OrderStatus.PartiallyFulfilled],
        ["placed"] = [OrderStatus.Placed],
        ["partially_fulfilled"] = [OrderStatus.PartiallyFulfilled],
        ["fulfilled"] = [OrderStatus.Fulfilled],
        ["canceled"] = [OrderStatus.Canceled],
    };

    /// <summary>Gets the values of <see cref="Status"/>.</summary>
    public static IReadOnlyCollection<string> Statuses => Values.Keys;

    /// <summary>Gets all orders that the search finds; null to compare all orders.</summary>
    internal IReadOnlyList<Id<Order>>? Candidates { get; init; }

    public void Check(Checks checks) => checks
        .That(
            Status is null || Values.ContainsKey(Status), nameof(Status),
            $"The status must be one of {string.Join(", ", Values.Keys)}.")
        .OptionalText(Q, Search.Longest, "The search");

    /// <summary>Returns the filter with what an index says about its search.</summary>
    /// <param name="db">The database of the operation.</param>
    /// <param name="ct">Cancels the read.</param>
    internal async Task<OrderFilter> NarrowedAsync(AppDb db, CancellationToken ct) => this with
    {
        Candidates = await db.CandidatesAsync<Order>(
            Q, (words, rows) => $"select platform.orders_with({words}, {Number}, {rows}) as \"Value\"", ct),
    };

    long? Number => Order.NumberIn((Q ?? "").Trim());

    internal IQueryable<Order> Of(IQueryable<Order> orders)
    {
        if (Status is not null)
        {
            var wanted = Values[Status];
            orders = orders.Where(order => wanted.Contains(order.Status));
        }
        if (CustomerId is { } customerId)
            orders = orders.Where(order => order.CustomerId == customerId);
        if (PlacedFrom?.ToUniversalTime() is { } from)
            orders = orders.Where(order => order.PlacedAt >= from);
        if (PlacedBefore?.ToUniversalTime() is { } before)
            orders = orders.Where(order => order.PlacedAt < before);
        if (Candidates is { } candidates)
            return orders.Where(order => candidates.Contains(order.Id));
        var number = Number;
        return orders.Matching(Q, (order, word) =>
            order.Number == number || Search.Has(order.Reference, word) || Search.Has(order.CustomerName, word));
    }
}
