using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Platform;

namespace App.Orders;

/// <summary>A line as the order's events tell it.</summary>
public sealed record OrderEventLine(
    Id<OrderLine> LineId, Id<Variant> VariantId, string Sku, string ProductName, decimal Quantity, decimal FulfilledQuantity, Money UnitPrice, Money Total);

/// <summary>What all events of an order hold: enough to act on without asking back.</summary>
public abstract record OrderEvent
{
    private protected OrderEvent(Order order)
    {
        (OrderId, Number, Status, Reference) = (order.Id, order.NumberText, order.Status, order.Reference);
        (CustomerId, CustomerName, WarehouseId) = (order.CustomerId, order.CustomerName, order.WarehouseId);
        (Total, PlacedAt) = (order.Total, order.PlacedAt);
        Lines = [.. order.Lines.OrderBy(line => line.Position).Select(line => new OrderEventLine(
            line.Id, line.VariantId, line.Sku, line.ProductName, line.Quantity, line.FulfilledQuantity, line.UnitPrice, line.Total))];
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

/// <summary>A part went out; the rest stays reserved.</summary>
public sealed record OrderPartiallyFulfilled : OrderEvent, IEvent
{
    internal OrderPartiallyFulfilled(Order order) : base(order) { }
    public static string Type => "order.partially_fulfilled";
}

/// <summary>Everything, or the last of it, went out.</summary>
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
