using System.Globalization;
using App.Platform;

namespace App.Inventory;

public static class InventoryProblems
{
    public static readonly Problem CodeTaken = new(409, "warehouse_code_taken", "Code in use", "Another warehouse has this code. Choose another one, or archive the other warehouse.") { Param = "code" };
    public static readonly Problem DefaultWarehouse = new(409, "default_warehouse", "Default warehouse", "Orders that name no warehouse go to this one. Make another warehouse the default first.");
    public static readonly Problem WarehouseInUse = new(409, "warehouse_not_empty", "Warehouse not empty", "This warehouse still holds stock. Transfer or adjust it to zero first.");
    public static readonly Problem NoWarehouse = new(409, "no_warehouse", "No warehouse", "This organization has no warehouse yet. Create one first.");

    /// <summary>Less is there, or free, than an adjustment or transfer would take away.</summary>
    public static Problem Insufficient(string sku, StockLevel? level) =>
        new(409, "insufficient_stock", "Not enough stock",
            $"{sku}: {Text(level?.OnHand ?? 0)} on hand, {Text(level?.Reserved ?? 0)} of it reserved. No more than the available {Text(level?.Available ?? 0)} can be taken away.")
        { Param = "quantity" };

    /// <summary>Every SKU that is short, in one answer.</summary>
    public static Problem OutOfStock(IReadOnlyList<(StockNeed Need, decimal Available)> shortages) =>
        new(409, "out_of_stock", "Out of stock", string.Join(' ', shortages.Select(Sentence)))
        {
            Param = shortages[0].Need.Param,
            Errors = [.. shortages.Select(shortage => new Problem.Fault(shortage.Need.Param, "out_of_stock", Sentence(shortage)))],
        };

    static string Sentence((StockNeed Need, decimal Available) shortage) =>
        $"{shortage.Need.Sku}: {Text(shortage.Need.Quantity)} needed, {Text(shortage.Available)} available.";

    static string Text(decimal quantity) => quantity.ToString("0.####", CultureInfo.InvariantCulture);
}
