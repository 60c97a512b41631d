using App.Catalog;
using App.Customers;
using App.Inventory;

namespace App.Orders;

/// <summary>
/// Places an order: fixes the prices, reserves the stock and assigns the order number. Fails with <c>out_of_stock</c> and
/// reserves nothing if any variant has too little stock available. A reference that the customer has used before is accepted, and
/// <c>warnings</c> names the earlier orders.
/// </summary>
public sealed class PlaceOrder(
    Gate gate, CustomerLookup customers, WarehouseLookup warehouses, PriceLookup prices, ReferenceLookup references,
    OrderPlacement placement)
    : Operation<PlaceOrder.Request, OrderView>(gate)
{
    /// <summary>
    /// Represents a line to order. Either <paramref name="VariantId"/> or <paramref name="Sku"/> is required, but not both.
    /// </summary>
    /// <param name="Quantity">
    /// A multiple of the variant's quantity step, at least its minimum quantity and at most 1,000,000. A quantity that is not
    /// allowed is refused with the nearest ones.
    /// </param>
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
    /// <param name="ShipTo">
    /// Address to send the order to. Defaults to the customer's first shipping address. The order keeps a copy.
    /// </param>
    public sealed record Request(
        Id<Customer> CustomerId, IReadOnlyList<Line> Lines, Id<Warehouse>? WarehouseId = null, string? Reference = null,
        PostalAddress? ShipTo = null) : IRequest
    {
        public void Check(Checks checks) => OrderDraft.Check(checks, Lines, Reference, ShipTo);
    }

    protected internal override Access Access => Access.Member(OrderPermissions.Place);
    protected internal override string Action => "order.place";

    protected override async Task<Result<OrderView>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await customers.FindBuyerAsync(context, request.CustomerId, ct) is not { } buyer)
            return Problem.Missing("The customer");
        var warehouse = await warehouses.FindAsync(context, request.WarehouseId, ct);
        if (!warehouse.Succeeded)
            return warehouse.Problem;
        var ids = request.Lines.Select(line => line.VariantId).OfType<Id<Variant>>().Distinct().ToArray();
        var skus = request.Lines.Where(line => line.VariantId is null).Select(line => line.Sku!);
        var current = await prices.FindAsync(context, ids, skus, ct);
        var draft = OrderDraft.From(buyer, warehouse.Value, request.Lines, current, request.Reference, request.ShipTo);
        if (!draft.Succeeded)
            return draft.Problem;
        var warnings = await references.FindAsync(context, buyer.Id, request.Reference, ct);
        var order = await placement.PlaceAsync(context, draft.Value, ct);
        if (!order.Succeeded)
            return order.Problem;

        var view = OrderView.Of(order.Value);
        context.Note(view.Id.ToString(), view.Number, after: view);
        context.Raise(new OrderPlaced(order.Value));
        return warnings.Count == 0 ? view : view with { Warnings = warnings };
    }
}
