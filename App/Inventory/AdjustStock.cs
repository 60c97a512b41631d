using App.Catalog;

namespace App.Inventory;

/// <summary>
/// Adds stock of a variant to a warehouse or removes it, with a reason: goods were received, found, damaged or lost. Fails with
/// <c>insufficient_stock</c> if it would remove more than is available. Quantities are multiples of the unit's step, or leave
/// such a multiple on hand.
/// </summary>
public sealed class AdjustStock(Gate gate, VariantLookup variants) : Operation<AdjustStock.Request, MovementView>(gate)
{
    /// <param name="VariantId">Variant whose stock changes.</param>
    /// <param name="WarehouseId">Warehouse in which the stock changes.</param>
    /// <param name="Quantity">
    /// Positive to add stock, negative to remove it. From -1,000,000 to 1,000,000, not zero, with up to four decimal places.
    /// </param>
    /// <param name="Reason">Free text, up to 200 characters.</param>
    public sealed record Request(Id<Variant> VariantId, Id<Warehouse> WarehouseId, decimal Quantity, string Reason) : IRequest
    {
        public void Check(Checks checks) => checks
            .That(Quantity != 0, nameof(Quantity), "The quantity must not be zero.", "zero")
            .That(Math.Abs(Quantity) <= 1_000_000m, nameof(Quantity),
                "The quantity must be between -1,000,000 and 1,000,000.", "out_of_range")
            .That(decimal.Round(Quantity, 4) == Quantity, nameof(Quantity), "The quantity can have up to four decimal places.")
            .Text(Reason, 200, "The reason");
    }

    protected internal override Access Access => Access.Member(InventoryPermissions.Change);
    protected internal override string Action => "stock.adjust";

    protected override async Task<Result<MovementView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await variants.FindAsync(context, request.VariantId, ct) is not { } variant)
            return Problem.Missing("The variant");
        if (await WarehouseLookup.HoldOpenAsync(context, [request.WarehouseId], ct) is not [var warehouse])
            return Problem.Missing("The warehouse");

        var keys = new[] { (request.VariantId, request.WarehouseId) };
        var levels = request.Quantity > 0
            ? await StockLedger.OpenAsync(context, keys, ct)
            : await StockLedger.LockAsync(context, keys, ct);
        var level = levels.SingleOrDefault();
        if (level is null || level.Available + request.Quantity < 0)
            return InventoryProblems.Insufficient(variant.Sku, level);

        if (!QuantityRule.FitsStock(variant.Unit, request.Quantity, level.OnHand + request.Quantity))
            return InventoryProblems.OffStep(variant.Unit, request.Quantity);

        var before = StockState.Of(level);
        level.Move(request.Quantity, context.Now);
        var movement = StockMovement.Of(context, level, MovementKind.Adjustment, request.Quantity, request.Reason);
        context.Db.StockMovements.Add(movement);

        context.Note(variant.VariantId.ToString(), variant.Sku, before, StockState.Of(level));
        context.Raise(new StockAdjusted(
            movement.Id, variant.VariantId, variant.Sku, request.Quantity, movement.Reason!, StockState.Of(level)));
        return MovementView.Of(movement, variant.Sku, warehouse.Name);
    }
}
