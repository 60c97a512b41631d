using App.Catalog;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>
/// Lists stock levels (on hand, reserved and available quantity of a variant in a warehouse), ordered by SKU. Archived variants
/// are listed as long as there is stock of them, but never as low.
/// </summary>
public sealed class ListStockLevels(Gate gate, VariantLookup variants)
    : Query<ListStockLevels.Request, Page<StockLevelView>>(gate)
{
    /// <param name="VariantId">Lists only levels of this variant.</param>
    /// <param name="WarehouseId">Lists only levels in this warehouse.</param>
    /// <param name="Q">Lists only SKUs or product names that contain this text.</param>
    /// <param name="Low">Lists only levels at or below their reorder point.</param>
    /// <param name="ProductId">Lists only levels of the variants of this product.</param>
    public sealed record Request(
        PageRequest Page, Id<Variant>? VariantId = null, Id<Warehouse>? WarehouseId = null,
        [property: AnyText] string? Q = null, bool Low = false, Id<Product>? ProductId = null)
        : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Q, Search.Longest, "The search");
        }
    }

    protected internal override Access Access => Access.Member(InventoryPermissions.Read);
    protected internal override string Action => "stock_level.list";

    protected override async Task<Result<Page<StockLevelView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var candidates = await variants.CandidatesAsync(context, request.Q, ct);
        var warehouses = context.Db.Warehouses;
        IQueryable<StockLevel> levels = context.FinalRead().StockLevels.IgnoreQueryFilters([Filters.Archived]);
        if (request.VariantId is { } variantId)
            levels = levels.Where(level => level.VariantId == variantId);
        if (request.WarehouseId is { } warehouseId)
            levels = levels.Where(level => level.WarehouseId == warehouseId);
        if (request.ProductId is { } productId)
        {
            var ofProduct = variants.Of(context, productId);
            levels = levels.Where(level => ofProduct.Contains(level.VariantId));
        }
        levels = request.Low ? levels.Low(context, variants) : levels.Listed(context, variants);

        var rows = levels
            .Join(
                variants.Texts(context, request.Q, candidates), level => level.VariantId, variant => variant.VariantId,
                (level, variant) => new { level, variant });
        return await rows.ByTextAsync(request.Page, row => row.variant.Sku, row => row.level.Id, row => row.level.UpdatedAt,
            row => StockLevelView.Of(
            row.level, row.variant.Sku, row.variant.ProductName,
            warehouses.Where(warehouse => warehouse.Id == row.level.WarehouseId).Select(warehouse => warehouse.Name).Single()),
            ct);
    }
}
