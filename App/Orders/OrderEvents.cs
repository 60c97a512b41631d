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
    private protected OrderEvent(Order order)
    {
        OrderId = order.Id;
        Number = order.NumberText;
        Status = order.Status;
        Reference = order.Reference;
        CustomerId = order.CustomerId;
        CustomerName = order.CustomerName;
        WarehouseId = order.WarehouseId;
        Total = order.Total;
        PlacedAt = order.PlacedAt;
        Lines = [.. order.Lines.OrderBy(line => line.Position).Select(line => new OrderEventLine(
            line.Id, line.VariantId, line.Sku, line.ProductName, line.Quantity, line.FulfilledQuantity,
            line.UnitPrice, line.Total))];
    }

    public Id<Order> OrderId { get; }
    public string Number { get; }
    public OrderStatus Status { get; }
    public string? Reference { get; }
    public Id<Customer> CustomerId { get; }
    public string CustomerName { get; }
    public Id<Warehouse> WarehouseId { get; }
    public Money Total { get; }
    public IReadOnlyList<OrderEventLine> Lines { get; }
    public DateTimeOffset PlacedAt { get; }
    public string Subject => OrderId.ToString();
}

public sealed record OrderPlaced : OrderEvent, IEvent
{
    internal OrderPlaced(Order order) : base(order) { }
    public static string Type => "order.placed";
}

/// <summary>Reports that part of an order was fulfilled. The rest stays reserved.</summary>
public sealed record OrderPartiallyFulfilled : OrderEvent, IEvent
{
    internal OrderPartiallyFulfilled(Order order) : base(order) { }
    public static string Type => "order.partially_fulfilled";
}

/// <summary>Reports that an order was completely fulfilled.</summary>
public sealed record OrderFulfilled : OrderEvent, IEvent
{
    internal OrderFulfilled(Order order) : base(order) { }
    public static string Type => "order.fulfilled";
}

public sealed record OrderCanceled : OrderEvent, IEvent
{
    internal OrderCanceled(Order order) : base(order) => Reason = order.CancelReason;
    public static string Type => "order.canceled";
    public string? Reason { get; }
}
