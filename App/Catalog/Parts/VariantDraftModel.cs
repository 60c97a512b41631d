using App.Platform;

namespace App.Catalog.Parts;

/// <summary>A variant while a person types it.</summary>
public sealed class VariantDraftModel
{
    public string? Sku { get; set; }
    public string? Barcode { get; set; }
    public string? Unit { get; set; }
    public long? Price { get; set; }

    public static VariantDraftModel Of(VariantView variant) => new() { Sku = variant.Sku, Barcode = variant.Barcode, Unit = variant.Unit, Price = variant.Price.Amount };

    /// <summary>A price that was left out is less than none, which the Gate refuses with its reason.</summary>
    public VariantDraft ToDraft(string currency) => new(Sku ?? "", new Money(Price ?? -1, currency), Barcode, Unit);
}
