using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Platform;

namespace App.Orders;

/// <summary>A buyer commits: prices freeze, stock is reserved, the order gets its number.</summary>
public sealed class PlaceOrder(Gate gate, OrderDesk desk) : Operation<PlaceOrder.Request, OrderView>(gate)
{
    /// <summary>Exactly one of <paramref name="VariantId"/> and <paramref name="Sku"/> says what.</summary>
    /// <param name="Quantity">More than zero, at most 1,000,000, up to four decimal places.</param>
    public sealed record Line(decimal Quantity, Id<Variant>? VariantId = null, string? Sku = null)
    {
        internal void Check(Checks checks) => checks
            .That(VariantId is not null ^ !string.IsNullOrWhiteSpace(Sku), nameof(VariantId), "A line names its variant by either variant_id or sku.")
            .OptionalText(Sku, 64, "The SKU")
            .Quantity(Quantity, "The quantity");
    }

    /// <param name="CustomerId">Who buys.</param>
    /// <param name="Lines">1 to 200; several lines may name the same variant.</param>
    /// <param name="WarehouseId">Where it is served from, whole; the default warehouse when left out.</param>
    /// <param name="Reference">What the buyer calls it, up to 80 characters.</param>
    public sealed record Request(Id<Customer> CustomerId, IReadOnlyList<Line> Lines, Id<Warehouse>? WarehouseId = null, string? Reference = null) : IRequest
    {
        public void Check(Checks checks) => checks
            .That(Lines.Count is > 0 and <= 200, nameof(Lines), "An order has 1 to 200 lines.")
            .Each(Lines, nameof(Lines), (inner, line) => line.Check(inner))
            .OptionalText(Reference, 80, "The reference");
    }

    protected internal override Permission Permission => OrderPermissions.Place;
    protected internal override string Action => "order.place";

    protected override Task<Result<OrderView>> PerformAsync(Request request, Pass pass, CancellationToken ct) => desk.PlaceAsync(request, pass, ct);
}
