using System.Text.Json.Serialization;
using App.Catalog;
using App.Customers;
using App.Inventory;

namespace App.Orders;

/// <summary>Represents an order line in the API and the audit log.</summary>
public sealed record OrderLineView(
    Id<OrderLine> Id, Id<Variant> VariantId, string Sku, string ProductName, string Unit, decimal Quantity,
    decimal FulfilledQuantity, Money UnitPrice, Money Total)
{
    internal static OrderLineView Of(OrderLine line) => new(
        line.Id, line.VariantId, line.Sku, line.ProductName, line.Unit, line.Quantity,
        line.FulfilledQuantity, line.UnitPrice, line.Total);
}

/// <summary>Represents an order in the API and the audit log.</summary>
/// <param name="ShipTo">Address that the order is sent to, as it was when the order was placed; null if none was known.</param>
public sealed record OrderView(
    Id<Order> Id, string Number, OrderStatus Status, Id<Customer> CustomerId, string CustomerName,
    Id<Warehouse> WarehouseId, string? Reference, PostalAddress? ShipTo, IReadOnlyList<OrderLineView> Lines, Money Total,
    DateTimeOffset PlacedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FulfilledAt, DateTimeOffset? CanceledAt,
    string? CancelReason) : IVersioned
{
    /// <summary>Lists what was done to the order, oldest first. Present only when a single order is read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrderTimelineEntry>? Timeline { get; init; }

    public object Versioned() => this with { Timeline = null };

    internal static OrderView Of(Order order) => new(
        order.Id, order.NumberText, order.Status, order.CustomerId, order.CustomerName, order.WarehouseId, order.Reference,
        order.ShipTo, [.. order.Lines.OrderBy(line => line.Position).Select(OrderLineView.Of)], order.Total, order.PlacedAt,
        order.UpdatedAt, order.FulfilledAt, order.CanceledAt, order.CancelReason);
}

/// <summary>Represents an operation on an order: its audit entry, and the events that the operation published.</summary>
public sealed record OrderTimelineEntry(
    Id<AuditEntry> AuditEntryId, DateTimeOffset At, string Action, ActorKind ActorKind, string ActorId, string ActorName,
    IReadOnlyList<OrderTimelineEvent> Events);

/// <summary>Represents an event in the timeline of an order.</summary>
/// <param name="EventId">ID of the event. Events are kept for 30 days.</param>
/// <param name="Type">Event type, such as order.placed.</param>
public sealed record OrderTimelineEvent(Id<OutboxMessage> EventId, string Type);

/// <summary>Represents an order in a list, without its lines.</summary>
public sealed record OrderSummary(
    Id<Order> Id, string Number, OrderStatus Status, Id<Customer> CustomerId, string CustomerName,
    Id<Warehouse> WarehouseId, string? Reference, int LineCount, Money Total, DateTimeOffset PlacedAt, DateTimeOffset UpdatedAt)
{
    internal static OrderSummary Of(Order order, int lineCount) => new(
        order.Id, order.NumberText, order.Status, order.CustomerId, order.CustomerName, order.WarehouseId, order.Reference,
        lineCount, order.Total, order.PlacedAt, order.UpdatedAt);
}
