using System.Text.Json.Serialization;
using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Platform;

namespace App.Orders;

/// <summary>A line as the API and the audit log show it.</summary>
public sealed record OrderLineView(
    Id<OrderLine> Id, Id<Variant> VariantId, string Sku, string ProductName, string Unit, decimal Quantity, decimal FulfilledQuantity, Money UnitPrice, Money Total)
{
    internal static OrderLineView Of(OrderLine line) => new(
        line.Id, line.VariantId, line.Sku, line.ProductName, line.Unit, line.Quantity, line.FulfilledQuantity, line.UnitPrice, line.Total);
}

/// <summary>An order as the API and the audit log show it.</summary>
public sealed record OrderView(
    Id<Order> Id, string Number, OrderStatus Status, Id<Customer> CustomerId, string CustomerName, Id<Warehouse> WarehouseId, string? Reference,
    IReadOnlyList<OrderLineView> Lines, Money Total, DateTimeOffset PlacedAt, DateTimeOffset UpdatedAt,
    DateTimeOffset? FulfilledAt, DateTimeOffset? CanceledAt, string? CancelReason) : IVersioned
{
    /// <summary>What was done to it, oldest first; there when the order is read by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrderTimelineEntry>? Timeline { get; init; }

    public object Versioned() => this with { Timeline = null };

    internal static OrderView Of(Order order) => new(
        order.Id, order.NumberText, order.Status, order.CustomerId, order.CustomerName, order.WarehouseId, order.Reference,
        [.. order.Lines.OrderBy(line => line.Position).Select(OrderLineView.Of)], order.Total, order.PlacedAt, order.UpdatedAt,
        order.FulfilledAt, order.CanceledAt, order.CancelReason);
}

/// <summary>Something that was done to the order: a line of the audit log, and what was announced of it.</summary>
public sealed record OrderTimelineEntry(
    Id<AuditEntry> AuditEntryId, DateTimeOffset At, string Action, ActorKind ActorKind, string ActorId, string ActorName, IReadOnlyList<OrderTimelineEvent> Events);

/// <param name="EventId">Kept for 30 days.</param>
/// <param name="Type">Such as order.placed.</param>
public sealed record OrderTimelineEvent(Id<OutboxMessage> EventId, string Type);

/// <summary>An order in a list: without its lines.</summary>
public sealed record OrderSummary(
    Id<Order> Id, string Number, OrderStatus Status, Id<Customer> CustomerId, string CustomerName, Id<Warehouse> WarehouseId, string? Reference,
    int LineCount, Money Total, DateTimeOffset PlacedAt, DateTimeOffset UpdatedAt)
{
    internal static OrderSummary Of(Order order, int lineCount) => new(
        order.Id, order.NumberText, order.Status, order.CustomerId, order.CustomerName, order.WarehouseId, order.Reference,
        lineCount, order.Total, order.PlacedAt, order.UpdatedAt);
}
