using System.Linq.Expressions;
using App.Catalog;

namespace App.Inventory;

/// <summary>Represents a stock movement in the API and the audit log.</summary>
public sealed record MovementView(
    Id<StockMovement> Id, Id<Variant> VariantId, string Sku, Id<Warehouse> WarehouseId, string WarehouseName,
    MovementKind Kind, decimal Quantity, string? Reason, string? DocumentId,
    ActorKind ActorKind, string ActorId, string ActorName, DateTimeOffset At)
{
    internal static MovementView Of(StockMovement movement, string sku, string warehouseName) => new(
        movement.Id, movement.VariantId, sku, movement.WarehouseId, warehouseName, movement.Kind, movement.Quantity,
        movement.Reason, movement.DocumentId, movement.ActorKind, movement.ActorId, movement.ActorName, movement.At);

    /// <summary>
    /// Returns a projection that looks up the SKU and the warehouse name by key. The lookups run only for the rows of the
    /// requested page.
    /// </summary>
    internal static Expression<Func<StockMovement, MovementView>> Projection(
        IQueryable<VariantLookup.Text> variants, IQueryable<Warehouse> warehouses) => movement => Of(
        movement,
        variants.Where(variant => variant.VariantId == movement.VariantId).Select(variant => variant.Sku).Single(),
        warehouses.Where(warehouse => warehouse.Id == movement.WarehouseId).Select(warehouse => warehouse.Name).Single());
}

/// <summary>Represents the stock of a variant in a warehouse in the API and the audit log.</summary>
public sealed record StockLevelView(
    Id<Variant> VariantId, string Sku, string ProductName, Id<Warehouse> WarehouseId, string WarehouseName,
    decimal OnHand, decimal Reserved, decimal Available, decimal? ReorderPoint, DateTimeOffset UpdatedAt)
    : IVersioned
{
    /// <summary>Returns what a user can set. Quantities change with every movement and are not part of the version.</summary>
    public object Versioned() => new ReorderPointView(WarehouseId, ReorderPoint);

    internal static StockLevelView Of(StockLevel level, string sku, string productName, string warehouseName) => new(
        level.VariantId, sku, productName, level.WarehouseId, warehouseName,
        level.OnHand, level.Reserved, level.Available, level.ReorderPoint, level.UpdatedAt);
}

/// <summary>Represents a reorder point in the audit log.</summary>
public sealed record ReorderPointView(Id<Warehouse> WarehouseId, decimal? ReorderPoint);
