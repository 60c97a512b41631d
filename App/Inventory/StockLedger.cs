using App.Catalog;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>What an order wants of a variant.</summary>
/// <param name="VariantId">Of what.</param>
/// <param name="Sku">How people know it.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Param">Where the request says so, for the refusal: <c>lines[0].quantity</c>.</param>
public sealed record StockNeed(Id<Variant> VariantId, string Sku, decimal Quantity, string Param = "lines");

/// <summary>
/// Where stock is promised, given back and handed out, for the floors above, inside their transaction. Each call is one look under
/// lock: the rows of all variants at once, always in the order of their keys, so that two callers wait and never deadlock.
/// </summary>
public sealed class StockLedger
{
    /// <summary>Promises all of it or, naming every SKU that is short, nothing.</summary>
    public async Task<Problem?> ReserveAsync(Pass pass, Id<Warehouse> warehouse, IReadOnlyList<StockNeed> needs, CancellationToken ct)
    {
        var (sums, levels) = await LockAsync(pass, warehouse, needs, ct);
        var short_ = sums.Select(need => (Need: need, levels.GetValueOrDefault(need.VariantId)?.Available ?? 0m)).Where(pair => pair.Item2 < pair.Need.Quantity).ToList();
        if (short_.Count > 0)
            return InventoryProblems.OutOfStock(short_);
        foreach (var need in sums)
            levels[need.VariantId].Reserve(need.Quantity, pass.Now);
        return null;
    }

    /// <summary>Takes promises back: the goods can be sold to others.</summary>
    public async Task ReleaseAsync(Pass pass, Id<Warehouse> warehouse, IReadOnlyList<StockNeed> needs, CancellationToken ct)
    {
        var (sums, levels) = await LockAsync(pass, warehouse, needs, ct);
        foreach (var need in sums)
            levels[need.VariantId].Release(need.Quantity, pass.Now);
    }

    /// <summary>Promised goods leave the house, each variant with its line in the ledger.</summary>
    public async Task FulfillAsync(Pass pass, Id<Warehouse> warehouse, IReadOnlyList<StockNeed> needs, string documentId, string? reason, CancellationToken ct)
    {
        var (sums, levels) = await LockAsync(pass, warehouse, needs, ct);
        foreach (var need in sums)
        {
            var level = levels[need.VariantId];
            level.Ship(need.Quantity, pass.Now);
            pass.Db.StockMovements.Add(StockMovement.Of(pass, level, MovementKind.OrderFulfillment, -need.Quantity, reason, documentId));
        }
    }

    static async Task<(IReadOnlyList<StockNeed> Sums, Dictionary<Id<Variant>, StockLevel> Levels)> LockAsync(
        Pass pass, Id<Warehouse> warehouse, IReadOnlyList<StockNeed> needs, CancellationToken ct)
    {
        var sums = needs.GroupBy(need => need.VariantId).Select(group => group.First() with { Quantity = group.Sum(need => need.Quantity) }).ToList();
        var levels = await LockAsync(pass, [.. sums.Select(need => (need.VariantId, warehouse))], ct);
        return (sums, levels.ToDictionary(level => level.VariantId));
    }

    /// <summary>The levels of these keys, as they are now and until the end of the transaction. Those that do not exist are left out.</summary>
    internal static async Task<List<StockLevel>> LockAsync(Pass pass, IReadOnlyList<(Id<Variant> Variant, Id<Warehouse> Warehouse)> keys, CancellationToken ct)
    {
        var (organization, variants, warehouses) = (pass.Organization.Id, keys.Select(key => key.Variant.Value).ToArray(), keys.Select(key => key.Warehouse.Value).ToArray());
        // Behind a select the planner cannot count the keys. Where it can, it makes a plan for so many anew at each call.
        return await pass.Db.StockLevels.FromSql($"""
            select l.* from stock_levels l
            join unnest((select {variants}), (select {warehouses})) as k (variant_id, warehouse_id) on k.variant_id = l.variant_id and k.warehouse_id = l.warehouse_id
            where l.organization_id = {organization}
            order by l.variant_id, l.warehouse_id
            for update of l
            """).ToListAsync(ct);
    }

    /// <summary>The same, with an empty level made first where there is none.</summary>
    internal static async Task<List<StockLevel>> OpenAsync(Pass pass, IReadOnlyList<(Id<Variant> Variant, Id<Warehouse> Warehouse)> keys, CancellationToken ct)
    {
        foreach (var (variant, warehouse) in keys.Order())
            await pass.Db.Database.ExecuteSqlAsync($"""
                insert into stock_levels (organization_id, id, variant_id, warehouse_id, on_hand, reserved, updated_at)
                values ({pass.Organization.Id}, {Id<StockLevel>.New(pass.Now).Value}, {variant.Value}, {warehouse.Value}, 0, 0, {pass.Now})
                on conflict (organization_id, variant_id, warehouse_id) do nothing
                """, ct);
        return await LockAsync(pass, keys, ct);
    }
}
