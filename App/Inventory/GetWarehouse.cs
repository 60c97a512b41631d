using App.Platform;

namespace App.Inventory;

/// <summary>One warehouse, archived or not.</summary>
public sealed class GetWarehouse(Gate gate) : Query<GetWarehouse.Request, WarehouseView>(gate)
{
    static readonly RowById<Warehouse, WarehouseView> Row = new(warehouse => WarehouseView.Of(warehouse), archived: true);

    public sealed record Request(Id<Warehouse> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => InventoryPermissions.Read;
    protected internal override string Action => "warehouse.get";

    protected override async Task<Result<WarehouseView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await Row.FindAsync(pass.Last, request.Id, ct) is { } warehouse ? warehouse : Problem.Missing("The warehouse");
}
