using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>Which warehouse serves, for the floors above, inside their transaction.</summary>
public sealed class WarehouseBook
{
    static readonly RowById<Warehouse, Entry> Row = new(warehouse => new Entry(warehouse.Id, warehouse.Name));
    static readonly Func<AppDb, CancellationToken, Task<Entry?>> Default = EF.CompileAsyncQuery((AppDb db, CancellationToken ct) =>
        db.Set<Warehouse>().Where(warehouse => warehouse.IsDefault).Select(warehouse => new Entry(warehouse.Id, warehouse.Name)).SingleOrDefault());

    public sealed record Entry(Id<Warehouse> Id, string Name);

    /// <summary>The one asked for; without one, the default.</summary>
    public async Task<Result<Entry>> FindAsync(Pass pass, Id<Warehouse>? id, CancellationToken ct)
    {
        var found = id is { } wanted ? await Row.FindAsync(pass.Db, wanted, ct) : await Default(pass.Db, ct);
        return found is not null ? found : id is null ? InventoryProblems.NoWarehouse : Problem.Missing("The warehouse");
    }

    /// <summary>
    /// For operations that bring goods: the warehouses of these ids that are open, and stay so until the end of the transaction
    /// (archiving waits for it). Locked in the order of their keys.
    /// </summary>
    internal static Task<List<Warehouse>> HoldOpenAsync(Pass pass, IEnumerable<Id<Warehouse>> ids, CancellationToken ct)
    {
        var (organization, wanted) = (pass.Organization.Id, ids.Select(id => id.Value).ToArray());
        return pass.Db.Warehouses.FromSql($"""
            select * from warehouses where organization_id = {organization} and id = any ({wanted}) order by id for key share
            """).AsNoTracking().ToListAsync(ct);
    }

    /// <summary>Who changes the set of warehouses, or which is the default, does so one after the other in an organization.</summary>
    internal static Task TakeTurnAsync(Pass pass, CancellationToken ct) =>
        pass.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('warehouses', 0) # hashtextextended({pass.Organization.Id.ToString()}, 0))", ct);
}
