using App.Catalog;

namespace App.Inventory.Parts;

/// <summary>Holds the input of the forms that adjust and transfer stock.</summary>
public sealed class StockDraftModel
{
    public Id<Variant>? VariantId { get; set; }
    public string? Sku { get; set; }

    /// <summary>Holds the ID of the warehouse whose stock changes, or from which it is transferred.</summary>
    public string? WarehouseId { get; set; }

    /// <summary>Holds the ID of the warehouse to which stock is transferred.</summary>
    public string? ToWarehouseId { get; set; }
    public decimal? Quantity { get; set; }
    public string? Reason { get; set; }

    /// <summary>Returns the input of the empty form: the variant of the URL, and the default warehouse.</summary>
    public static StockDraftModel Of(VariantView? variant, Page<WarehouseView> warehouses) => new()
    {
        VariantId = variant?.Id,
        Sku = variant?.Sku,
        WarehouseId = warehouses.Data.OrderByDescending(warehouse => warehouse.IsDefault).FirstOrDefault()?.Id.ToString(),
    };

    public void Choose(ListVariants.Row variant) => (VariantId, Sku) = (variant.Id, variant.Sku);

    public AdjustStock.Request ToAdjustment() => new(VariantId!.Value, IdOf(WarehouseId), Quantity ?? 0, Reason ?? "");

    public TransferStock.Request ToTransfer() => new(
        VariantId!.Value, IdOf(WarehouseId), IdOf(ToWarehouseId), Quantity ?? 0, Reason);

    static Id<Warehouse> IdOf(string? text)
    {
        Id<Warehouse>.TryParse(text, null, out var id);
        return id;
    }
}
