namespace App.Inventory;

/// <summary>Returns a warehouse, archived or not.</summary>
public sealed class GetWarehouse(Gate gate) : GetById<Warehouse, WarehouseView>(gate, Row, "The warehouse")
{
    static readonly CompiledLookup<Warehouse, WarehouseView> Row = new(warehouse => WarehouseView.Of(warehouse), archived: true);

    protected internal override Access Access => Access.Member(InventoryPermissions.Read);
    protected internal override string Action => "warehouse.get";
}
