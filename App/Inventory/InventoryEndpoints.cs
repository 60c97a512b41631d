using System.ComponentModel;
using App.Catalog;
using Microsoft.AspNetCore.Mvc;

namespace App.Inventory;

static class InventoryEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var warehouses = routes.MapResource(
            "/warehouses", "Warehouses",
            "The places that hold stock. Orders that name none use the default warehouse.");
        warehouses.MapGet("/", ([AsParameters] PageQuery page, [FromQuery] string? q,
            [FromQuery] bool? archived, ListWarehouses list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), q, archived ?? false), ct).ToOk());
        warehouses.MapGet("/{id}", (Id<Warehouse> id, GetWarehouse get, CancellationToken ct) =>
            get.ExecuteAsync(new(id), ct).ToOk());
        warehouses.MapPost("/", (
            CreateWarehouse.Request request, IdempotencyKey? key, CreateWarehouse create, CancellationToken ct) =>
            create.ExecuteAsync(request, key, ct).ToCreated(warehouse => $"{Api.Base}/warehouses/{warehouse.Id}"));
        warehouses.MapPatch("/{id}", (
            Id<Warehouse> id, UpdateWarehouse.Changes changes, IdempotencyKey? key, UpdateWarehouse update,
            CancellationToken ct) =>
            update.ExecuteAsync(new(id, changes), key, ct).ToOk());
        warehouses.MapDelete("/{id}", (Id<Warehouse> id, ArchiveWarehouse archive, CancellationToken ct) =>
            archive.ExecuteAsync(new(id), null, ct).ToNoContent());
        warehouses.MapPost("/{id}/restore", (
            Id<Warehouse> id, IdempotencyKey? key, RestoreWarehouse restore, CancellationToken ct) =>
            restore.ExecuteAsync(new(id), key, ct).ToOk());

        var levels = routes.MapResource(
            "/stock_levels", "Stock levels",
            "The stock of each variant in each warehouse: on hand, reserved for orders, and available.");
        levels.MapGet("/", (
            [AsParameters] PageQuery page, [FromQuery(Name = "variant_id")] Id<Variant>? variantId,
            [FromQuery(Name = "warehouse_id")] Id<Warehouse>? warehouseId, [FromQuery] string? q,
            [FromQuery, Description("If true, returns only stock levels at or below their reorder point.")] bool? low,
            ListStockLevels list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), variantId, warehouseId, q, low ?? false), ct).ToOk());
        levels.MapPatch("/{variant_id}/{warehouse_id}", (
            [FromRoute(Name = "variant_id")] Id<Variant> variantId, [FromRoute(Name = "warehouse_id")] Id<Warehouse> warehouseId,
            WatchStockLevel.Changes changes, IdempotencyKey? key, WatchStockLevel watch, CancellationToken ct) =>
            watch.ExecuteAsync(new(variantId, warehouseId, changes), key, ct).ToOk());

        var movements = routes.MapResource(
            "/stock_movements", "Stock movements",
            "The ledger of stock: each change of a quantity, with its reason. Movements cannot be changed; stock levels are "
            + "their sums.");
        movements.MapGet("/", (
            [AsParameters] PageQuery page, [FromQuery(Name = "variant_id")] Id<Variant>? variantId,
            [FromQuery(Name = "warehouse_id")] Id<Warehouse>? warehouseId, ListStockMovements list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), variantId, warehouseId), ct).ToOk());
        movements.MapGet("/{id}", (Id<StockMovement> id, GetStockMovement get, CancellationToken ct) =>
            get.ExecuteAsync(new(id), ct).ToOk());

        var adjustments = routes.MapResource(
            "/stock_adjustments", "Stock adjustments",
            "Correct or receive stock, with a reason. An adjustment is a stock movement.");
        adjustments.MapPost("/", (
            AdjustStock.Request request, IdempotencyKey? key, AdjustStock adjust, CancellationToken ct) =>
            adjust.ExecuteAsync(request, key, ct).ToCreated(movement => $"{Api.Base}/stock_movements/{movement.Id}"));

        var transfers = routes.MapResource(
            "/stock_transfers", "Stock transfers",
            "Move stock from one warehouse to another. A transfer is two stock movements.");
        transfers.MapPost("/", (
            TransferStock.Request request, IdempotencyKey? key, TransferStock transfer, CancellationToken ct) =>
            transfer.ExecuteAsync(request, key, ct).ToCreated(moved => $"{Api.Base}/stock_movements/{moved.Id}"));
    }
}
