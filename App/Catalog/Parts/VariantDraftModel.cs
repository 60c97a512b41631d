namespace App.Catalog.Parts;

/// <summary>Holds the input of the variant form.</summary>
public sealed class VariantDraftModel
{
    public string? Sku { get; set; }
    public string? Barcode { get; set; }
    public string? Unit { get; set; }
    public long? Price { get; set; }
    public decimal? MinQuantity { get; set; }
    public decimal? QuantityStep { get; set; }

    public static VariantDraftModel Of(VariantView variant) => new()
    {
        Sku = variant.Sku,
        Barcode = variant.Barcode,
        Unit = variant.Unit,
        Price = variant.Price.Amount,
        MinQuantity = variant.MinQuantity,
        QuantityStep = variant.QuantityStep,
    };

    /// <summary>
    /// Returns the input as a draft. A missing price becomes -1, so the Gate rejects it with a message for the price field.
    /// </summary>
    public VariantDraft ToDraft(string currency) =>
        new(Sku ?? "", new Money(Price ?? -1, currency), Barcode, Unit, MinQuantity, QuantityStep);
}
