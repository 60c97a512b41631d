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
public record OrderView(
    Id<Order> Id, string Number, OrderStatus Status, Id<Customer> CustomerId, string CustomerName, Id<Warehouse> WarehouseId, string? Reference,
    IReadOnlyList<OrderLineView> Lines, Money Total, DateTimeOffset PlacedAt, DateTimeOffset UpdatedAt,
    DateTimeOffset? FulfilledAt, DateTimeOffset? CanceledAt, string? CancelReason)
{
    internal static OrderView Of(Order order) => new(
        order.Id, order.NumberText, order.Status, order.CustomerId, order.CustomerName, order.WarehouseId, order.Reference,
        [.. order.Lines.OrderBy(line => line.Position).Select(OrderLineView.Of)], order.Total, order.PlacedAt, order.UpdatedAt,
        order.FulfilledAt, order.CanceledAt, order.CancelReason);
}

/// <summary>An order in a list: without its lines.</summary>
public sealed record OrderSummary(
    Id<Order> Id, string Number, OrderStatus Status, Id<Customer> CustomerId, string CustomerName, Id<Warehouse> WarehouseId, string? Reference,
    int LineCount, Money Total, DateTimeOffset PlacedAt, DateTimeOffset UpdatedAt)
{
    internal static OrderSummary Of(Order order, int lineCount) => new(
        order.Id, order.NumberText, order.Status, order.CustomerId, order.CustomerName, order.WarehouseId, order.Reference,
        lineCount, order.Total, order.PlacedAt, order.UpdatedAt);
}
