using App.Catalog;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>The ledger, newest line first.</summary>
public sealed class ListStockMovements(Gate gate) : Query<ListStockMovements.Request, Page<MovementView>>(gate)
{
    /// <param name="VariantId">Of this variant only.</param>
    /// <param name="WarehouseId">In this warehouse only.</param>
    public sealed record Request(PageRequest Page, Id<Variant>? VariantId = null, Id<Warehouse>? WarehouseId = null) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Permission Permission => InventoryPermissions.Read;
    protected internal override string Action => "stock_movement.list";

    protected override async Task<Result<Page<MovementView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        IQueryable<StockMovement> movements = pass.Last.StockMovements.IgnoreQueryFilters([Filters.Archived]);
        if (request.VariantId is { } variantId)
            movements = movements.Where(movement => movement.VariantId == variantId);
        if (request.WarehouseId is { } warehouseId)
            movements = movements.Where(movement => movement.WarehouseId == warehouseId);
        return await movements.NewestAsync(request.Page, movement => movement.Id, MovementView.Projection(pass.Db.Variants, pass.Db.Warehouses), ct);
    }
}
