using System.Text.Json.Serialization;
using App.Catalog;
using App.Customers;
using App.Inventory;

namespace App.Orders;

/// <summary>Represents an order line in the events of the order.</summary>
public sealed record OrderEventLine(
    Id<OrderLine> LineId, Id<Variant> VariantId, string Sku, string ProductName, decimal Quantity, decimal FulfilledQuantity,
    Money UnitPrice, Money Total);

/// <summary>
/// Contains the members that all events of an order share. They describe the whole order, so receivers can act without calling
/// the API.
/// </summary>
public abstract record OrderEvent
{
    private protected OrderEvent() { }

    private protected OrderEvent(Order order)
    {
        OrderId = order.Id;
        Number = order.NumberText;
        Status = order.Status;
        Reference = order.Reference;
        ShipTo = order.ShipTo;
        CustomerId = order.CustomerId;
        CustomerName = order.CustomerName;
        WarehouseId = order.WarehouseId;
        Total = order.Total;
        Owed = order.Owed;
        RestCanceled = order.RestCanceled;
        PlacedAt = order.PlacedAt;
        Lines = [.. order.Lines.OrderBy(line => line.Position).Select(line => new OrderEventLine(
            line.Id, line.VariantId, line.Sku, line.ProductName, line.Quantity, line.FulfilledQuantity,
            line.UnitPrice, line.Total))];
    }

    public Id<Order> OrderId { get; init; }
    public string Number { get; init; } = "";
    public OrderStatus Status { get; init; }
    public string? Reference { get; init; }

    /// <summary>Address that the order is sent to, as it was when the order was placed; null if none was known.</summary>
    public PostalAddress? ShipTo { get; init; }
    public Id<Customer> CustomerId { get; init; }
    public string CustomerName { get; init; } = "";
    public Id<Warehouse> WarehouseId { get; init; }
    public Money Total { get; init; }

    /// <summary>Holds what the customer owes: the total, or the price of what was fulfilled if the rest was canceled.</summary>
    public Money Owed { get; init; }

    /// <summary>Holds true if the order was partially fulfilled before it was canceled.</summary>
    public bool RestCanceled { get; init; }
    public IReadOnlyList<OrderEventLine> Lines { get; init; } = [];
    public DateTimeOffset PlacedAt { get; init; }
    public string Subject => OrderId.ToString();
}

public sealed record OrderPlaced : OrderEvent, IEvent
{
    [JsonConstructor]
    OrderPlaced() { }

    internal OrderPlaced(Order order) : base(order) { }
    public static string Type => "order.placed";
}

/// <summary>Reports that part of an order was fulfilled. The rest stays reserved.</summary>
public sealed record OrderPartiallyFulfilled : OrderEvent, IEvent
{
    [JsonConstructor]
    OrderPartiallyFulfilled() { }

    internal OrderPartiallyFulfilled(Order order) : base(order) { }
    public static string Type => "order.partially_fulfilled";
}

/// <summary>Reports that an order was completely fulfilled.</summary>
public sealed record OrderFulfilled : OrderEvent, IEvent
{
    [JsonConstructor]
    OrderFulfilled() { }

    internal OrderFulfilled(Order order) : base(order) { }
    public static string Type => "order.fulfilled";
}

public sealed record OrderCanceled : OrderEvent, IEvent
{
    [JsonConstructor]
    OrderCanceled() { }

    internal OrderCanceled(Order order) : base(order) => Reason = order.CancelReason;
    public static string Type => "order.canceled";
    public string? Reason { get; init; }
}
