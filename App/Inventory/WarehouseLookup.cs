using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>Looks up warehouses for other features, within their transaction.</summary>
public sealed class WarehouseLookup
{
    static readonly CompiledLookup<Warehouse, Entry> Row = new(warehouse => new Entry(warehouse.Id, warehouse.Name));
    static readonly Func<AppDb, CancellationToken, Task<Entry?>> Default = EF.CompileAsyncQuery(
        (AppDb db, CancellationToken ct) => db.Set<Warehouse>().Where(warehouse => warehouse.IsDefault)
            .Select(warehouse => new Entry(warehouse.Id, warehouse.Name)).SingleOrDefault());

    public sealed record Entry(Id<Warehouse> Id, string Name);

    /// <summary>
    /// Returns the warehouse with this ID, or the default warehouse if the ID is null. Fails if the warehouse is unknown or
    /// archived, or if the organization has no warehouse.
    /// </summary>
    public async Task<Result<Entry>> FindAsync(OperationContext context, Id<Warehouse>? id, CancellationToken ct)
    {
        if (id is { } requested)
        {
            if (await Row.FindAsync(context.Db, requested, ct) is { } warehouse)
                return warehouse;
            return Problem.Missing("The warehouse");
        }
        if (await Default(context.Db, ct) is { } defaultWarehouse)
            return defaultWarehouse;
        return InventoryProblems.NoWarehouse;
    }

    /// <summary>
    /// Returns the active warehouses with these IDs and keeps them from being archived until the end of the transaction, because
    /// archiving waits for the share locks taken here. Operations that add stock use it. Rows are locked in the order of their
    /// keys.
    /// </summary>
    internal static Task<List<Warehouse>> HoldOpenAsync(
        OperationContext context, IEnumerable<Id<Warehouse>> ids, CancellationToken ct)
    {
        var organization = context.Organization.Id;
        var keys = ids.Select(id => id.Value).ToArray();
        return context.Db.Warehouses.FromSql($"""
            select * from warehouses where organization_id = {organization} and id = any ({keys}) order by id for key share
            """).AsNoTracking().ToListAsync(ct);
    }

    /// <summary>
    /// Takes an advisory lock until the end of the transaction. It serializes the operations of an organization that create or
    /// archive warehouses or change the default.
    /// </summary>
    internal static Task TakeTurnAsync(OperationContext context, CancellationToken ct)
    {
        var organization = context.Organization.Id.ToString();
        return context.Db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended('warehouses', 0) # hashtextextended({organization}, 0))", ct);
    }
}
