using App.Platform;

namespace App.Inventory;

public static class InventoryPermissions
{
    public static readonly Permission Read = new("inventory.read", "See stock", "See warehouses, stock levels and the movements behind them.", Role.Member, "inventory:read");
    public static readonly Permission Change = new("inventory.change", "Change stock", "Adjust stock with a reason, move it between warehouses and set reorder points.", Role.Member, "inventory:write");
    public static readonly Permission ChangeWarehouses = new("warehouses.change", "Change warehouses", "Create, edit and archive warehouses.", Role.Member, "inventory:write");

    public static readonly IReadOnlyList<Permission> All = [Read, Change, ChangeWarehouses];
}
