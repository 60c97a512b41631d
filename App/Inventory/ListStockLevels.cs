using App.Catalog;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>
/// Stock by SKU: on hand, reserved and available in each warehouse. A variant that is no longer sold is listed while some of it is left.
/// </summary>
public sealed class ListStockLevels(Gate gate) : Query<ListStockLevels.Request, Page<StockLevelView>>(gate)
{
    /// <param name="VariantId">Of this variant only.</param>
    /// <param name="WarehouseId">In this warehouse only.</param>
    /// <param name="Q">Part of a SKU or product name.</param>
    /// <param name="Low">Only what has come down to its reorder point.</param>
    public sealed record Request(PageRequest Page, Id<Variant>? VariantId = null, Id<Warehouse>? WarehouseId = null, string? Q = null, bool Low = false) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Q, Search.Longest, "The search");
        }
    }

    protected internal override Permission Permission => InventoryPermissions.Read;
    protected internal override string Action => "stock_level.list";

    protected override async Task<Result<Page<StockLevelView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (products, warehouses) = (pass.Db.Products, pass.Db.Warehouses);
        IQueryable<StockLevel> levels = pass.Last.StockLevels.IgnoreQueryFilters([Filters.Archived]);
        if (request.VariantId is { } variantId)
            levels = levels.Where(level => level.VariantId == variantId);
        if (request.WarehouseId is { } warehouseId)
            levels = levels.Where(level => level.WarehouseId == warehouseId);
        if (request.Low)
            levels = levels.Where(level => level.ReorderPoint != null && level.OnHand - level.Reserved <= level.ReorderPoint);

        var rows = levels.Join(pass.Db.Variants, level => level.VariantId, variant => variant.Id, (level, variant) => new { level, variant })
            .Where(row => row.variant.ArchivedAt == null || row.level.OnHand != 0);
        if (!string.IsNullOrWhiteSpace(request.Q))
        {
            var pattern = Search.Anywhere(request.Q);
            rows = rows.Where(row => EF.Functions.ILike(row.variant.Sku, pattern)
                || products.Any(product => product.Id == row.variant.ProductId && EF.Functions.ILike(product.Name, pattern)));
        }
        return await rows.ByTextAsync(request.Page, row => row.variant.Sku, row => row.level.Id, row => StockLevelView.Of(
            row.level, row.variant.Sku,
            products.Where(product => product.Id == row.variant.ProductId).Select(product => product.Name).Single(),
            warehouses.Where(warehouse => warehouse.Id == row.level.WarehouseId).Select(warehouse => warehouse.Name).Single()), ct);
    }
}
