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
/// <param name="Total">Total of what was ordered.</param>
/// <param name="Owed">What the customer owes: the total, or the price of what was fulfilled if the rest was canceled.</param>
/// <param name="RestCanceled">True if the order was partially fulfilled before it was canceled.</param>
/// <param name="IsSample">
/// True if the order is sample data: its customer or one of its products is. Its number is not one of the usual sequence.
/// </param>
public sealed record OrderView(
    Id<Order> Id, string Number, OrderStatus Status, Id<Customer> CustomerId, string CustomerName,
    Id<Warehouse> WarehouseId, string? Reference, PostalAddress? ShipTo, IReadOnlyList<OrderLineView> Lines, Money Total,
    Money Owed, bool RestCanceled, bool IsSample,
    DateTimeOffset PlacedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FulfilledAt, DateTimeOffset? CanceledAt,
    string? CancelReason) : IVersioned
{
    /// <summary>
    /// Lists what the caller may not have intended, although the order was placed. Present only in the response to placing it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrderWarning>? Warnings { get; init; }

    /// <summary>Lists what was done to the order, oldest first. Present only when a single order is read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrderTimelineEntry>? Timeline { get; init; }

    public object Versioned() => this with { Timeline = null, Warnings = null };

    internal static OrderView Of(Order order) => new(
        order.Id, order.NumberText, order.Status, order.CustomerId, order.CustomerName, order.WarehouseId, order.Reference,
        order.ShipTo, [.. order.Lines.OrderBy(line => line.Position).Select(OrderLineView.Of)], order.Total, order.Owed,
        order.RestCanceled, order.IsSample, order.PlacedAt, order.UpdatedAt, order.FulfilledAt, order.CanceledAt,
        order.CancelReason);
}

/// <summary>Warns about an order that was placed nevertheless.</summary>
/// <param name="Code">reference_used: an earlier order of the same customer has the same reference.</param>
/// <param name="Detail">The warning in a sentence.</param>
/// <param name="OrderId">The earlier order.</param>
public sealed record OrderWarning(string Code, string Detail, Id<Order> OrderId);

/// <summary>Represents an operation on an order: its audit entry, and the events that the operation published.</summary>
public sealed record OrderTimelineEntry(
    Id<AuditEntry> AuditEntryId, DateTimeOffset At, string Action, ActorKind ActorKind, string ActorId, string ActorName,
    IReadOnlyList<OrderTimelineEvent> Events);

/// <summary>Represents an event in the timeline of an order.</summary>
/// <param name="EventId">ID of the event. Events are kept for 30 days.</param>
/// <param name="Type">Event type, such as order.placed.</param>
public sealed record OrderTimelineEvent(Id<OutboxMessage> EventId, string Type);

/// <summary>Represents an order in a list, without its lines.</summary>
/// <param name="Total">Total of what was ordered.</param>
/// <param name="Owed">What the customer owes: the total, or the price of what was fulfilled if the rest was canceled.</param>
/// <param name="RestCanceled">True if the order was partially fulfilled before it was canceled.</param>
/// <param name="IsSample">
/// True if the order is sample data: its customer or one of its products is. Its number is not one of the usual sequence.
/// </param>
public sealed record OrderSummary(
    Id<Order> Id, string Number, OrderStatus Status, Id<Customer> CustomerId, string CustomerName,
    Id<Warehouse> WarehouseId, string? Reference, int LineCount, Money Total, Money Owed, bool RestCanceled,
    bool IsSample, DateTimeOffset PlacedAt, DateTimeOffset UpdatedAt)
{
    internal static OrderSummary Of(Order order, int lineCount) => new(
        order.Id, order.NumberText, order.Status, order.CustomerId, order.CustomerName, order.WarehouseId, order.Reference,
        lineCount, order.Total, order.Owed, order.RestCanceled, order.IsSample, order.PlacedAt, order.UpdatedAt);
}
