using App.Catalog;

namespace App.Inventory;

/// <summary>
/// Sets a variant's reorder point in a warehouse. The stock level counts as low when the available quantity is at or below it.
/// </summary>
public sealed class WatchStockLevel(Gate gate, VariantLookup variants) : Operation<WatchStockLevel.Request, StockLevelView>(gate)
{
    /// <param name="ReorderPoint">
    /// From 0 to 1,000,000, up to four decimal places. Null removes the reorder point.
    /// </param>
    public sealed record Changes(decimal? ReorderPoint);

    public sealed record Request(Id<Variant> VariantId, Id<Warehouse> WarehouseId, Changes Changes) : IRequest
    {
        public void Check(Checks checks) => checks
            .That(Changes.ReorderPoint is null or >= 0 and <= 1_000_000m, nameof(Changes.ReorderPoint),
                "The reorder point must be between 0 and 1,000,000.", "out_of_range")
            .That(Changes.ReorderPoint is not { } point || decimal.Round(point, 4) == point, nameof(Changes.ReorderPoint),
                "The reorder point can have up to four decimal places.");
    }

    protected internal override Access Access => Access.Member(InventoryPermissions.Change);
    protected internal override string Action => "stock_level.watch";

    protected override async Task<Result<StockLevelView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await variants.FindAsync(context, request.VariantId, ct) is not { } variant)
            return Problem.Missing("The variant");
        if (await WarehouseLookup.HoldOpenAsync(context, [request.WarehouseId], ct) is not [var warehouse])
            return Problem.Missing("The warehouse");

        var level = (await StockLedger.OpenAsync(context, [(request.VariantId, request.WarehouseId)], ct)).Single();
        var before = new ReorderPointView(warehouse.Id, level.ReorderPoint);
        level.Watch(request.Changes.ReorderPoint, context.Now);
        context.NoteUpdate(
            variant.VariantId.ToString(), variant.Sku, before, new ReorderPointView(warehouse.Id, level.ReorderPoint));
        return StockLevelView.Of(level, variant.Sku, variant.ProductName, warehouse.Name);
    }
}
