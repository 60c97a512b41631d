using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>A warehouse closes: only when nothing is left in it, and never the default. History still names it.</summary>
public sealed class ArchiveWarehouse(Gate gate) : Operation<ArchiveWarehouse.Request, Done>(gate)
{
    public sealed record Request(Id<Warehouse> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => InventoryPermissions.ChangeWarehouses;
    protected internal override string Action => "warehouse.archive";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        await WarehouseBook.TakeTurnAsync(pass, ct);
        // Whoever is bringing goods holds the row open; after the lock, what they brought can be seen.
        var (organization, id) = (pass.Organization.Id, request.Id.Value);
        if (await pass.Db.Warehouses.FromSql($"select * from warehouses where organization_id = {organization} and id = {id} for update").SingleOrDefaultAsync(ct) is not { } warehouse)
            return Problem.Missing("The warehouse");
        if (warehouse.IsDefault)
            return InventoryProblems.DefaultWarehouse;
        if (await pass.Db.StockLevels.AnyAsync(level => level.WarehouseId == request.Id && level.OnHand != 0, ct))
            return InventoryProblems.WarehouseInUse;

        var before = WarehouseView.Of(warehouse);
        warehouse.Archive(pass.Now);
        pass.Note(warehouse.Id.ToString(), warehouse.Name, before, WarehouseView.Of(warehouse));
        pass.Raise(new WarehouseArchived(warehouse.Id, warehouse.Name));
        return new Done();
    }
}
