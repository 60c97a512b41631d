using System.Globalization;
using App.Catalog;

namespace App.Inventory;

public static class InventoryProblems
{
    public static readonly Problem CodeTaken = new(409, "warehouse_code_taken", "Code already in use",
        "Another warehouse already has this code. Choose a different code, or archive the other warehouse.")
    {
        Param = "code",
    };

    /// <summary>Returns the problem of restoring a warehouse whose code another warehouse has taken meanwhile.</summary>
    public static Problem CodeTakenMeanwhile(Warehouse taker) => CodeTaken with
    {
        Detail = $"The warehouse {taker.Name} has the code {taker.Code} now. Give that one a different code or archive it, then "
            + "restore this one.",
        Param = null,
    };

    public static readonly Problem DefaultWarehouse = new(409, "default_warehouse", "Default warehouse",
        "This is the default warehouse, used by orders that don't specify one. Make another warehouse the default first.");

    public static readonly Problem WarehouseInUse = new(409, "warehouse_not_empty", "Warehouse not empty",
        "This warehouse still holds stock. Transfer the stock or adjust it to zero first.");

    public static readonly Problem NoWarehouse = new(409, "no_warehouse", "No warehouse",
        "This organization doesn't have a warehouse yet. Create one first.");

    /// <summary>Returns the problem of an adjustment or transfer that would remove more stock than is available.</summary>
    public static Problem Insufficient(string sku, StockLevel? level) =>
        new(409, "insufficient_stock", "Not enough stock",
            $"{sku}: {Text(level?.OnHand ?? 0)} on hand, {Text(level?.Reserved ?? 0)} of it reserved. "
            + $"You can remove at most {Text(level?.Available ?? 0)}.")
        { Param = "quantity" };

    /// <summary>Returns the problem of an adjustment or transfer that is not a multiple of the unit's step.</summary>
    public static Problem OffStep(string unit, decimal quantity)
    {
        var fault = new Problem.Fault("quantity", "off_step", QuantityRule.StockFault(unit, quantity));
        return new Problem.Invalid([fault]) { Errors = [fault], Param = fault.Param };
    }

    /// <summary>Returns one problem that lists every SKU with too little available stock.</summary>
    public static Problem OutOfStock(IReadOnlyList<(StockNeed Need, decimal Available)> shortages) =>
        new(409, "out_of_stock", "Out of stock", string.Join(' ', shortages.Select(Sentence)))
        {
            Param = shortages[0].Need.Param,
            Errors = [.. shortages.Select(shortage =>
                new Problem.Fault(shortage.Need.Param, "out_of_stock", Sentence(shortage)))],
        };

    static string Sentence((StockNeed Need, decimal Available) shortage) =>
        $"{shortage.Need.Sku}: {Text(shortage.Need.Quantity)} needed, {Text(shortage.Available)} available.";

    static string Text(decimal quantity) => quantity.ToString("0.####", CultureInfo.InvariantCulture);
}
