using App.Catalog;
using App.Platform;

namespace App.Inventory;

/// <summary>A person corrects the count, with a reason: goods were received, found, damaged or lost.</summary>
public sealed class AdjustStock(Gate gate, VariantBook variants) : Operation<AdjustStock.Request, MovementView>(gate)
{
    /// <param name="VariantId">Of what.</param>
    /// <param name="WarehouseId">Where.</param>
    /// <param name="Quantity">Signed: more than zero came, less than zero went. Up to 1,000,000 and four decimal places.</param>
    /// <param name="Reason">In a person's words, up to 200 characters.</param>
    public sealed record Request(Id<Variant> VariantId, Id<Warehouse> WarehouseId, decimal Quantity, string Reason) : IRequest
    {
        public void Check(Checks checks) => checks
            .That(Quantity != 0, nameof(Quantity), "The quantity must not be zero.", "zero")
            .That(Math.Abs(Quantity) <= 1_000_000m, nameof(Quantity), "The quantity must be between -1,000,000 and 1,000,000.", "out_of_range")
            .That(decimal.Round(Quantity, 4) == Quantity, nameof(Quantity), "The quantity can have up to four decimal places.")
            .Text(Reason, 200, "The reason");
    }

    protected internal override Permission Permission => InventoryPermissions.Change;
    protected internal override string Action => "stock.adjust";

    protected override async Task<Result<MovementView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await variants.FindAsync(pass, request.VariantId, ct) is not { } variant)
            return Problem.Missing("The variant");
        if (await WarehouseBook.HoldOpenAsync(pass, [request.WarehouseId], ct) is not [var warehouse])
            return Problem.Missing("The warehouse");

        var keys = new[] { (request.VariantId, request.WarehouseId) };
        var level = (request.Quantity > 0 ? await StockLedger.OpenAsync(pass, keys, ct) : await StockLedger.LockAsync(pass, keys, ct)).SingleOrDefault();
        if (level is null || level.Available + request.Quantity < 0)
            return InventoryProblems.Insufficient(variant.Sku, level);

        var before = StockState.Of(level);
        level.Move(request.Quantity, pass.Now);
        var movement = StockMovement.Of(pass, level, MovementKind.Adjustment, request.Quantity, request.Reason);
        pass.Db.StockMovements.Add(movement);

        pass.Note(variant.VariantId.ToString(), variant.Sku, before, StockState.Of(level));
        pass.Raise(new StockAdjusted(movement.Id, variant.VariantId, variant.Sku, request.Quantity, movement.Reason!, StockState.Of(level)));
        return MovementView.Of(movement, variant.Sku, warehouse.Name);
    }
}
