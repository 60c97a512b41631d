using App.Inventory;

namespace App.Orders;

/// <summary>
/// Places a valid draft: reserves its stock and assigns the order number. It is the only code that adds orders. The operation
/// that calls it writes the audit note and raises <see cref="OrderPlaced"/>.
/// </summary>
public sealed class OrderPlacement(StockLedger stock)
{
    /// <summary>
    /// Returns the placed order, or <c>out_of_stock</c> if any variant has too little stock available; then nothing is reserved.
    /// </summary>
    /// <param name="at">The time of the order; null for that of the operation.</param>
    public async Task<Result<Order>> PlaceAsync(
        OperationContext context, OrderDraft draft, CancellationToken ct, DateTimeOffset? at = null)
    {
        var needs = draft.Lines.Select((line, i) =>
            new StockNeed(line.Variant.VariantId, line.Variant.Sku, line.Quantity, $"lines[{i}].quantity")).ToList();
        if (await stock.ReserveAsync(context, draft.Warehouse.Id, needs, ct) is { } shortage)
            return shortage;

        // The number comes last, so other orders of the organization wait for it only briefly.
        var number = await OrderCounter.NextAsync(context, draft.IsSample, ct);
        var order = Order.Place(number, draft, context.Organization.Currency, at ?? context.Now);
        context.Db.Orders.Add(order);
        return order;
    }
}
