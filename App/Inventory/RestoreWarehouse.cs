using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>
/// Restores an archived warehouse, so it can hold stock again. Fails with <c>warehouse_code_taken</c> if another warehouse has
/// taken its code meanwhile. A warehouse that is not archived stays as it is.
/// </summary>
public sealed class RestoreWarehouse(Gate gate) : Operation<RestoreWarehouse.Request, WarehouseView>(gate)
{
    public sealed record Request(Id<Warehouse> Id) : IRequest;

    protected internal override Access Access => Access.Member(InventoryPermissions.ChangeWarehouses);
    protected internal override string Action => "warehouse.restore";

    protected override async Task<Result<WarehouseView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        await WarehouseLookup.TakeTurnAsync(context, ct);
        var warehouse = await context.Db.Warehouses.IgnoreQueryFilters([Filters.Archived])
            .SingleOrDefaultAsync(warehouse => warehouse.Id == request.Id, ct);
        if (warehouse is null)
            return Problem.Missing("The warehouse");
        var before = WarehouseView.Of(warehouse);
        if (warehouse.ArchivedAt is null)
        {
            context.AlreadyDone();
            return before;
        }
        if (warehouse.CodeKey is { } code
            && await context.Db.Warehouses.FirstOrDefaultAsync(other => other.CodeKey == code, ct) is { } taker)
            return InventoryProblems.CodeTakenMeanwhile(taker);

        warehouse.Restore(context.Now);
        var view = WarehouseView.Of(warehouse);
        context.Note(view.Id.ToString(), view.Name, before, view);
        context.Raise(new WarehouseRestored(view.Id, view.Name));
        return view;
    }
}
