namespace App.Inventory.Parts;

/// <summary>Holds the input of the form that sets a reorder point.</summary>
public sealed class ReorderPointModel
{
    public decimal? ReorderPoint { get; set; }

    public static ReorderPointModel Of(StockLevelView level) => new() { ReorderPoint = level.ReorderPoint };
}
