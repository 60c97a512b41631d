using App.Catalog;

namespace App.Inventory;

/// <summary>Says which stock levels lists show and figures count, so that a number and the list behind it agree.</summary>
static class StockLevelRules
{
    /// <summary>Limits levels to variants and warehouses that are not archived.</summary>
    public static IQueryable<StockLevel> Active(
        this IQueryable<StockLevel> levels, OperationContext context, VariantLookup variants)
    {
        var active = variants.Active(context);
        var warehouses = context.Db.Warehouses.Where(warehouse => warehouse.ArchivedAt == null);
        return levels.Where(level => active.Any(id => id == level.VariantId)
            && warehouses.Any(warehouse => warehouse.Id == level.WarehouseId));
    }

    /// <summary>Limits levels to those to reorder: active ones at or below their reorder point.</summary>
    public static IQueryable<StockLevel> Low(
        this IQueryable<StockLevel> levels, OperationContext context, VariantLookup variants) => levels
        .Where(level => level.ReorderPoint != null && level.OnHand - level.Reserved <= level.ReorderPoint)
        .Active(context, variants);

    /// <summary>Limits levels to those that lists show: active ones, and archived ones that still hold stock.</summary>
    public static IQueryable<StockLevel> Listed(
        this IQueryable<StockLevel> levels, OperationContext context, VariantLookup variants)
    {
        var active = variants.Active(context);
        var warehouses = context.Db.Warehouses.Where(warehouse => warehouse.ArchivedAt == null);
        return levels.Where(level => level.OnHand != 0
            || (active.Any(id => id == level.VariantId) && warehouses.Any(warehouse => warehouse.Id == level.WarehouseId)));
    }
}
