using App.Catalog;

namespace App.Inventory;

public sealed record WarehouseCreated(Id<Warehouse> WarehouseId, string Name) : IEvent
{
    public static string Type => "warehouse.created";
    public string Subject => WarehouseId.ToString();
}

public sealed record WarehouseUpdated(Id<Warehouse> WarehouseId, string Name) : IEvent
{
    public static string Type => "warehouse.updated";
    public string Subject => WarehouseId.ToString();
}

public sealed record WarehouseRestored(Id<Warehouse> WarehouseId, string Name) : IEvent
{
    public static string Type => "warehouse.restored";
    public string Subject => WarehouseId.ToString();
}

public sealed record WarehouseArchived(Id<Warehouse> WarehouseId, string Name) : IEvent
{
    public static string Type => "warehouse.archived";
    public string Subject => WarehouseId.ToString();
}

/// <summary>Contains the stock of a variant in a warehouse after a change.</summary>
public sealed record StockState(Id<Warehouse> WarehouseId, decimal OnHand, decimal Reserved, decimal Available)
{
    internal static StockState Of(StockLevel level) => new(level.WarehouseId, level.OnHand, level.Reserved, level.Available);
}

public sealed record StockAdjusted(
    Id<StockMovement> MovementId, Id<Variant> VariantId, string Sku, decimal Quantity, string Reason, StockState Level) : IEvent
{
    public static string Type => "stock.adjusted";
    public string Subject => VariantId.ToString();
}

public sealed record StockTransferred(
    Id<StockMovement> TransferId, Id<Variant> VariantId, string Sku, decimal Quantity, string? Reason,
    StockState From, StockState To) : IEvent
{
    public static string Type => "stock.transferred";
    public string Subject => VariantId.ToString();
}
