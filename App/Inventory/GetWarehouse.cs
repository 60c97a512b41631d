using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>One warehouse, archived or not.</summary>
public sealed class GetWarehouse(Gate gate) : Query<GetWarehouse.Request, WarehouseView>(gate)
{
    public sealed record Request(Id<Warehouse> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => InventoryPermissions.Read;
    protected internal override string Action => "warehouse.get";

    protected override async Task<Result<WarehouseView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Last.Warehouses.IgnoreQueryFilters([Filters.Archived]).SingleOrDefaultAsync(warehouse => warehouse.Id == request.Id, ct)
            is { } warehouse ? WarehouseView.Of(warehouse) : Problem.Missing("The warehouse");
}
