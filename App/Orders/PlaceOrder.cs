using App.Catalog;
using App.Customers;
using App.Inventory;

namespace App.Orders;

/// <summary>
/// Places an order: fixes the prices, reserves the stock and assigns the order number. Fails with <c>out_of_stock</c> and
/// reserves nothing if any variant has too little stock available.
/// </summary>
public sealed class PlaceOrder(Gate gate, OrderPlacement placement) : Operation<PlaceOrder.Request, OrderView>(gate)
{
    /// <summary>
    /// Represents a line to order. Either <paramref name="VariantId"/> or <paramref name="Sku"/> is required, but not both.
    /// </summary>
    /// <param name="Quantity">More than zero, at most 1,000,000, up to four decimal places.</param>
    /// <param name="VariantId">ID of the variant to order.</param>
    /// <param name="Sku">SKU of the variant to order.</param>
    public sealed record Line(decimal Quantity, Id<Variant>? VariantId = null, string? Sku = null)
    {
        internal void Check(Checks checks) => checks
            .That(VariantId is not null ^ !string.IsNullOrWhiteSpace(Sku), nameof(VariantId),
                "A line must have either variant_id or sku, but not both.")
            .OptionalText(Sku, 64, "The SKU")
            .Quantity(Quantity, "The quantity");
    }

    /// <param name="CustomerId">Customer that the order is for.</param>
    /// <param name="Lines">1 to 200 lines. Several lines may have the same variant.</param>
    /// <param name="WarehouseId">
    /// Warehouse that supplies the whole order. Defaults to the default warehouse of the organization.
    /// </param>
    /// <param name="Reference">The customer's own reference, such as a purchase order number, up to 80 characters.</param>
    public sealed record Request(
        Id<Customer> CustomerId, IReadOnlyList<Line> Lines, Id<Warehouse>? WarehouseId = null, string? Reference = null)
        : IRequest
    {
        public void Check(Checks checks) => checks
            .That(Lines.Count is > 0 and <= 200, nameof(Lines), "An order must have 1 to 200 lines.")
            .Each(Lines, nameof(Lines), (inner, line) => line.Check(inner))
            .OptionalText(Reference, 80, "The reference");
    }

    protected internal override Permission Permission => OrderPermissions.Place;
    protected internal override string Action => "order.place";

    protected override Task<Result<OrderView>> PerformAsync(Request request, OperationContext context, CancellationToken ct) =>
        placement.PlaceAsync(request, context, ct);
}
