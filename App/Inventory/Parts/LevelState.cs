namespace App.Inventory.Parts;

/// <summary>The state of a stock level as pages show it: low at or below the reorder point.</summary>
public enum LevelState { InStock, Low, OutOfStock }
