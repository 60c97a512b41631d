namespace App.Inventory;

/// <summary>Reads the rows of an export of stock levels.</summary>
sealed class StockLevelExport : ExportReader<StockLevelExport.Filter, StockLevelView>
{
    public const string Name = "stock";

    public static readonly ExportList List = ExportList.Of<StockLevelExport>(Name, "Stock", InventoryPermissions.Read);

    readonly ListStockLevels list;

    /// <param name="WarehouseId">Selects only levels in this warehouse.</param>
    /// <param name="Q">Part of a SKU or product name.</param>
    /// <param name="Low">True to select only levels at or below their reorder point.</param>
    public sealed record Filter(Id<Warehouse>? WarehouseId = null, [property: AnyText] string? Q = null, bool Low = false)
        : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Q, Search.Longest, "The search");
    }

    public StockLevelExport(ListStockLevels list)
    {
        this.list = list;
        Text("SKU", level => level.Sku);
        Text("Product", level => level.ProductName);
        Text("Warehouse", level => level.WarehouseName);
        Number("On hand", level => level.OnHand);
        Number("Reserved", level => level.Reserved);
        Number("Available", level => level.Available);
        Number("Reorder point", level => level.ReorderPoint);
        Time("Updated", level => level.UpdatedAt);
        Text("Variant ID", level => level.VariantId.ToString());
        Text("Warehouse ID", level => level.WarehouseId.ToString());
    }

    protected override IListSorts? Sorts => null;

    protected override Task<Result<Page<StockLevelView>>> ListAsync(Filter filter, PageRequest page, CancellationToken ct) =>
        list.ExecuteAsync(new(page, null, filter.WarehouseId, filter.Q, filter.Low), ct);
}
