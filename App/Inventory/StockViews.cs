using System.Linq.Expressions;
using App.Catalog;
using App.Platform;

namespace App.Inventory;

/// <summary>A line of the ledger as the API and the audit log show it.</summary>
public sealed record MovementView(
    Id<StockMovement> Id, Id<Variant> VariantId, string Sku, Id<Warehouse> WarehouseId, string WarehouseName, MovementKind Kind, decimal Quantity,
    string? Reason, string? DocumentId, ActorKind ActorKind, string ActorId, string ActorName, DateTimeOffset At)
{
    internal static MovementView Of(StockMovement movement, string sku, string warehouseName) => new(
        movement.Id, movement.VariantId, sku, movement.WarehouseId, warehouseName, movement.Kind, movement.Quantity,
        movement.Reason, movement.DocumentId, movement.ActorKind, movement.ActorId, movement.ActorName, movement.At);

    /// <summary>The names come from single look-ups by key, after the page was cut.</summary>
    internal static Expression<Func<StockMovement, MovementView>> Projection(IQueryable<Variant> variants, IQueryable<Warehouse> warehouses) => movement => Of(
        movement,
        variants.Where(variant => variant.Id == movement.VariantId).Select(variant => variant.Sku).Single(),
        warehouses.Where(warehouse => warehouse.Id == movement.WarehouseId).Select(warehouse => warehouse.Name).Single());
}

/// <summary>How much of a variant a warehouse has, as the API and the audit log show it.</summary>
public sealed record StockLevelView(
    Id<Variant> VariantId, string Sku, string ProductName, Id<Warehouse> WarehouseId, string WarehouseName,
    decimal OnHand, decimal Reserved, decimal Available, decimal? ReorderPoint, DateTimeOffset UpdatedAt)
{
    internal static StockLevelView Of(StockLevel level, string sku, string productName, string warehouseName) => new(
        level.VariantId, sku, productName, level.WarehouseId, warehouseName,
        level.OnHand, level.Reserved, level.Available, level.ReorderPoint, level.UpdatedAt);
}
