using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>
/// Archives a warehouse. Fails with <c>warehouse_not_empty</c> if it still holds stock, and with <c>default_warehouse</c> for the
/// default warehouse. Orders and stock movements still refer to it.
/// </summary>
public sealed class ArchiveWarehouse(Gate gate) : Operation<ArchiveWarehouse.Request, Done>(gate)
{
    public sealed record Request(Id<Warehouse> Id) : IRequest;

    protected internal override Access Access => Access.Member(InventoryPermissions.ChangeWarehouses);
    protected internal override string Action => "warehouse.archive";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        await WarehouseLookup.TakeTurnAsync(context, ct);
        // operations that add stock hold a share lock on this row, so after this lock the check below sees their stock
        if (await context.LockAsync(request.Id, ct) is not { } warehouse)
            return Problem.Missing("The warehouse");
        if (warehouse.IsDefault)
            return InventoryProblems.DefaultWarehouse;
        if (await context.Db.StockLevels.AnyAsync(level => level.WarehouseId == request.Id && level.OnHand != 0, ct))
            return InventoryProblems.WarehouseInUse;

        var before = WarehouseView.Of(warehouse);
        warehouse.Archive(context.Now);
        context.Note(warehouse.Id.ToString(), warehouse.Name, before, WarehouseView.Of(warehouse));
        context.Raise(new WarehouseArchived(warehouse.Id, warehouse.Name));
        return new Done();
    }
}
