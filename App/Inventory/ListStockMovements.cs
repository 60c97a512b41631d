using App.Catalog;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>Lists stock movements, newest first.</summary>
public sealed class ListStockMovements(Gate gate, VariantLookup variants)
    : Query<ListStockMovements.Request, Page<MovementView>>(gate)
{
    /// <param name="VariantId">Lists only movements of this variant.</param>
    /// <param name="WarehouseId">Lists only movements in this warehouse.</param>
    public sealed record Request(PageRequest Page, Id<Variant>? VariantId = null, Id<Warehouse>? WarehouseId = null) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Access Access => Access.Member(InventoryPermissions.Read);
    protected internal override string Action => "stock_movement.list";

    protected override async Task<Result<Page<MovementView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        IQueryable<StockMovement> movements = context.FinalRead().StockMovements.IgnoreQueryFilters([Filters.Archived]);
        if (request.VariantId is { } variantId)
            movements = movements.Where(movement => movement.VariantId == variantId);
        if (request.WarehouseId is { } warehouseId)
            movements = movements.Where(movement => movement.WarehouseId == warehouseId);
        return await movements.NewestAsync(
            request.Page, movement => movement.Id, movement => movement.At,
            MovementView.Projection(variants.Texts(context), context.Db.Warehouses), ct);
    }
}
