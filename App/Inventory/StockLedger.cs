using App.Catalog;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>Contains the quantity of a variant that an order line needs.</summary>
/// <param name="Sku">SKU to name in problem details.</param>
/// <param name="Param">Path of the quantity in the request, for problem details: <c>lines[0].quantity</c>.</param>
public sealed record StockNeed(Id<Variant> VariantId, string Sku, decimal Quantity, string Param = "lines");

/// <summary>Contains a quantity of a variant that arrives in a warehouse.</summary>
/// <param name="Sku">SKU to name in audit entries and events.</param>
public sealed record StockArrival(Id<Variant> VariantId, string Sku, decimal Quantity);

/// <summary>
/// Receives, reserves, releases and ships stock for other features, within their transaction. Each call locks the rows of all its
/// variants in one statement, always in the order of their keys, so concurrent callers wait for each other and never deadlock.
/// </summary>
public sealed class StockLedger
{
    /// <summary>
    /// Adds stock that arrives and records one stock movement per variant. The variants must be stored already, and the caller
    /// keeps the warehouse from being archived.
    /// </summary>
    /// <param name="arrivals">The quantities; each variant only once.</param>
    /// <param name="reason">Text recorded with each movement.</param>
    /// <param name="at">The time of the movements.</param>
    public async Task<IReadOnlyList<(StockArrival Arrival, StockLevel Level, StockMovement Movement)>> ReceiveAsync(
        OperationContext context, Id<Warehouse> warehouse, IReadOnlyList<StockArrival> arrivals, string reason,
        DateTimeOffset at, CancellationToken ct)
    {
        var levels = (await OpenAsync(context, [.. arrivals.Select(arrival => (arrival.VariantId, warehouse))], ct))
            .ToDictionary(level => level.VariantId);
        var received = new List<(StockArrival, StockLevel, StockMovement)>();
        foreach (var arrival in arrivals)
        {
            var level = levels[arrival.VariantId];
            level.Move(arrival.Quantity, at);
            var movement = StockMovement.Of(context, level, MovementKind.Adjustment, arrival.Quantity, reason, at: at);
            context.Db.StockMovements.Add(movement);
            received.Add((arrival, level, movement));
        }
        return received;
    }

    /// <summary>
    /// Reserves all needed stock. If any SKU has too little available, reserves nothing and returns a problem that lists all such
    /// SKUs.
    /// </summary>
    public async Task<Problem?> ReserveAsync(
        OperationContext context, Id<Warehouse> warehouse, IReadOnlyList<StockNeed> needs, CancellationToken ct)
    {
        var (sums, levels) = await LockAsync(context, warehouse, needs, ct);
        var shortages = sums
            .Select(need => (Need: need, Available: levels.GetValueOrDefault(need.VariantId)?.Available ?? 0m))
            .Where(shortage => shortage.Available < shortage.Need.Quantity).ToList();
        if (shortages.Count > 0)
            return InventoryProblems.OutOfStock(shortages);
        foreach (var need in sums)
            levels[need.VariantId].Reserve(need.Quantity, context.Now);
        return null;
    }

    /// <summary>Releases reserved stock, so it becomes available to other orders.</summary>
    public async Task ReleaseAsync(
        OperationContext context, Id<Warehouse> warehouse, IReadOnlyList<StockNeed> needs, CancellationToken ct)
    {
        var (sums, levels) = await LockAsync(context, warehouse, needs, ct);
        foreach (var need in sums)
            levels[need.VariantId].Release(need.Quantity, context.Now);
    }

    /// <summary>Ships reserved stock and records one stock movement per variant.</summary>
    /// <param name="documentId">TypeID of the order, recorded with each movement.</param>
    /// <param name="reason">Text recorded with each movement.</param>
    /// <param name="at">The time of the movements; null for that of the operation.</param>
    public async Task FulfillAsync(
        OperationContext context, Id<Warehouse> warehouse, IReadOnlyList<StockNeed> needs, string documentId, string? reason,
        CancellationToken ct, DateTimeOffset? at = null)
    {
        var (sums, levels) = await LockAsync(context, warehouse, needs, ct);
        foreach (var need in sums)
        {
            var level = levels[need.VariantId];
            level.Ship(need.Quantity, context.Now);
            context.Db.StockMovements.Add(StockMovement.Of(
                context, level, MovementKind.OrderFulfillment, -need.Quantity, reason, documentId, at));
        }
    }

    static async Task<(IReadOnlyList<StockNeed> Sums, Dictionary<Id<Variant>, StockLevel> Levels)> LockAsync(
        OperationContext context, Id<Warehouse> warehouse, IReadOnlyList<StockNeed> needs, CancellationToken ct)
    {
        var sums = needs.GroupBy(need => need.VariantId)
            .Select(group => group.First() with { Quantity = group.Sum(need => need.Quantity) }).ToList();
        var levels = await LockAsync(context, [.. sums.Select(need => (need.VariantId, warehouse))], ct);
        return (sums, levels.ToDictionary(level => level.VariantId));
    }

    /// <summary>
    /// Locks the levels with these keys until the end of the transaction and returns their current state. Leaves out levels that
    /// don't exist.
    /// </summary>
    internal static async Task<List<StockLevel>> LockAsync(
        OperationContext context, IReadOnlyList<(Id<Variant> Variant, Id<Warehouse> Warehouse)> keys, CancellationToken ct)
    {
        var organization = context.Organization.Id;
        var variants = keys.Select(key => key.Variant.Value).ToArray();
        var warehouses = keys.Select(key => key.Warehouse.Value).ToArray();
        // the subselects hide the number of keys from the planner, which would otherwise plan each call again for that number
        return await context.Db.StockLevels.FromSql($"""
            select l.* from stock_levels l
            join unnest((select {variants}), (select {warehouses})) as k (variant_id, warehouse_id)
                on k.variant_id = l.variant_id and k.warehouse_id = l.warehouse_id
            where l.organization_id = {organization}
            order by l.variant_id, l.warehouse_id
            for update of l
            """).ToListAsync(ct);
    }

    /// <summary>Creates empty levels for keys that have none, then locks and returns all levels with these keys.</summary>
    internal static async Task<List<StockLevel>> OpenAsync(
        OperationContext context, IReadOnlyList<(Id<Variant> Variant, Id<Warehouse> Warehouse)> keys, CancellationToken ct)
    {
        foreach (var (variant, warehouse) in keys.Order())
            await context.Db.Database.ExecuteSqlAsync($"""
                insert into stock_levels (organization_id, id, variant_id, warehouse_id, on_hand, reserved, updated_at)
                values ({context.Organization.Id}, {Id<StockLevel>.New(context.Now).Value}, {variant.Value}, {warehouse.Value},
                    0, 0, {context.Now})
                on conflict (organization_id, variant_id, warehouse_id) do nothing
                """, ct);
        return await LockAsync(context, keys, ct);
    }
}
