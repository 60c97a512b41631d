using System.Globalization;
using App.Catalog;
using App.Customers;
using App.Inventory;

namespace App.Orders;

public enum OrderStatus { Placed, PartiallyFulfilled, Fulfilled, Canceled }

/// <summary>
/// Represents an order of a customer. An order is a document: it keeps the names and prices at the time it was placed. Its stock
/// is reserved in one warehouse until it is shipped or the order is canceled.
/// </summary>
public sealed class Order : IOwned, IIdentified
{
    public static string IdPrefix => "ord";

    const string Prefix = "SO-", SamplePrefix = "SAMPLE-";

    readonly List<OrderLine> lines = [];

    Order() { }

    internal static Order Place(long number, OrderDraft draft, string currency, DateTimeOffset now)
    {
        var order = new Order
        {
            Id = Id<Order>.New(now),
            Number = number,
            CustomerId = draft.Buyer.Id,
            CustomerName = draft.Buyer.Name,
            WarehouseId = draft.Warehouse.Id,
            Reference = Trimmed(draft.Reference),
            ReferenceKey = TextKey.Of(draft.Reference),
            ShipTo = draft.ShipTo,
            IsSample = draft.IsSample,
            PlacedAt = now,
            UpdatedAt = now,
        };
        order.lines.AddRange(draft.Lines.Select((line, i) => OrderLine.Of(i, line, now)));
        order.Total = order.Owed = order.lines.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Total);
        return order;
    }

    public Guid OrganizationId { get; private set; }
    public Id<Order> Id { get; private set; }

    /// <summary>
    /// Increases by one with each order of the organization, without gaps. The numbers of sample orders are negative, so removing
    /// them leaves no gap.
    /// </summary>
    public long Number { get; private set; }
    public OrderStatus Status { get; private set; }
    public Id<Customer> CustomerId { get; private set; }
    public string CustomerName { get; private set; } = "";
    public Id<Warehouse> WarehouseId { get; private set; }

    /// <summary>Holds the customer's own reference, such as a purchase order number.</summary>
    public string? Reference { get; private set; }

    /// <summary>Identifies the reference however it is typed; see <see cref="TextKey"/>.</summary>
    public string? ReferenceKey { get; private set; }

    /// <summary>
    /// Holds the address that the order is sent to, as it was when the order was placed; null if none was known.
    /// </summary>
    public PostalAddress? ShipTo { get; private set; }

    /// <summary>Holds the total of what was ordered. It never changes.</summary>
    public Money Total { get; private set; }

    /// <summary>Holds what the customer owes: the total, or the price of what was fulfilled if the rest was canceled.</summary>
    public Money Owed { get; private set; }

    /// <summary>Gets whether a part was fulfilled before the rest was canceled.</summary>
    public bool RestCanceled { get; private set; }
    /// <summary>Gets whether it is sample data, which can be removed; see <c>RemoveSampleData</c>.</summary>
    public bool IsSample { get; private set; }
    public DateTimeOffset PlacedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? FulfilledAt { get; private set; }
    public DateTimeOffset? CanceledAt { get; private set; }
    public string? CancelReason { get; private set; }
    public IReadOnlyList<OrderLine> Lines => lines;

    /// <summary>Returns the order number for display: SO-1042, or SAMPLE-3 for a sample order.</summary>
    public string NumberText => TextOf(Number);

    /// <summary>Returns true while stock is still reserved for the order.</summary>
    public bool IsOpen => Status is OrderStatus.Placed or OrderStatus.PartiallyFulfilled;

    public void Fulfill(IEnumerable<(OrderLine Line, decimal Quantity)> parts, DateTimeOffset now)
    {
        foreach (var (line, quantity) in parts)
            line.Fulfill(quantity);
        UpdatedAt = now;
        Status = lines.All(line => line.Open == 0) ? OrderStatus.Fulfilled : OrderStatus.PartiallyFulfilled;
        FulfilledAt = Status == OrderStatus.Fulfilled ? now : null;
    }

    /// <summary>Cancels what is still open. What was fulfilled before is owed.</summary>
    public void Cancel(string? reason, DateTimeOffset now)
    {
        Status = OrderStatus.Canceled;
        RestCanceled = lines.Any(line => line.FulfilledQuantity > 0);
        Owed = lines.Aggregate(Money.Zero(Total.Currency), (sum, line) => sum + line.Owed);
        CanceledAt = UpdatedAt = now;
        CancelReason = Trimmed(reason);
    }

    public static string TextOf(long number)
    {
        var prefix = number < 0 ? SamplePrefix : Prefix;
        return prefix + Math.Abs(number).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Returns the number of a text such as "SO-1042", "1042" or "SAMPLE-3"; null if it is none.</summary>
    public static long? NumberIn(string text)
    {
        var isSample = text.StartsWith(SamplePrefix, StringComparison.OrdinalIgnoreCase);
        var digits = isSample ? text[SamplePrefix.Length..] : text;
        if (digits.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            digits = digits[Prefix.Length..];
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        return isSample ? -number : number;
    }

    static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
