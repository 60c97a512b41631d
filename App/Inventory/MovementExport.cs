namespace App.Inventory;

/// <summary>Reads the rows of an export of stock movements.</summary>
sealed class MovementExport : ExportReader<MovementExport.Filter, MovementView>
{
    public const string Name = "stock-movements";

    public static readonly ExportList List = ExportList.Of<MovementExport>(Name, "Stock movements", InventoryPermissions.Read);

    readonly ListStockMovements list;

    /// <param name="WarehouseId">Selects only movements in this warehouse.</param>
    public sealed record Filter(Id<Warehouse>? WarehouseId = null) : IRequest;

    public MovementExport(ListStockMovements list)
    {
        this.list = list;
        Time("Time", movement => movement.At);
        Text("SKU", movement => movement.Sku);
        Text("Warehouse", movement => movement.WarehouseName);
        Choice("Kind", movement => movement.Kind);
        Number("Quantity", movement => movement.Quantity);
        Text("Reason", movement => movement.Reason);
        Text("Document ID", movement => movement.DocumentId);
        Text("Actor", movement => movement.ActorName);
        Text("Movement ID", movement => movement.Id.ToString());
    }

    protected override IListSorts? Sorts => null;

    protected override Task<Result<Page<MovementView>>> ListAsync(Filter filter, PageRequest page, CancellationToken ct) =>
        list.ExecuteAsync(new(page, null, filter.WarehouseId), ct);
}
