namespace App.Inventory;

/// <summary>Returns a warehouse, archived or not.</summary>
public sealed class GetWarehouse(Gate gate) : Query<GetWarehouse.Request, WarehouseView>(gate)
{
    static readonly CompiledLookup<Warehouse, WarehouseView> Row = new(warehouse => WarehouseView.Of(warehouse), archived: true);

    public sealed record Request(Id<Warehouse> Id) : IRequest;

    protected internal override Access Access => Access.Member(InventoryPermissions.Read);
    protected internal override string Action => "warehouse.get";

    protected override async Task<Result<WarehouseView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await Row.FindAsync(context.FinalRead(), request.Id, ct) is { } warehouse ? warehouse : Problem.Missing("The warehouse");
}
