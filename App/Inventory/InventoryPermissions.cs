namespace App.Inventory;

public static class InventoryPermissions
{
    public static readonly Permission Read = new(
        "inventory.read", "View stock", "View warehouses, stock levels and stock movements.", "inventory:read");

    public static readonly Permission Change = new(
        "inventory.change", "Change stock", "Adjust stock, transfer it between warehouses and set reorder points.",
        "inventory:write");

    public static readonly Permission ChangeWarehouses = new(
        "warehouses.change", "Change warehouses", "Create, edit and archive warehouses.", "inventory:write");

    public static readonly IReadOnlyList<Permission> All = [Read, Change, ChangeWarehouses];
}
