namespace App.Catalog;

public static class CatalogProblems
{
    public static readonly Problem PriceBelowZero = new(409, "price_below_zero", "Price below zero",
        "A price of this product would be less than zero or too large. Choose a smaller change.");

    public static readonly Problem PriceChanged = new(409, "price_changed", "Price has changed",
        "The price has changed since you read it. Read the product again, then change its price.");

    public static readonly Problem SkuTaken = new(409, "sku_taken", "SKU already in use",
        "Another variant in this organization already has this SKU. Choose a different SKU, or archive the other variant.")
    {
        Param = "sku",
    };

    /// <summary>Is returned for a race between two requests, in which the SKU of the other variant is unknown.</summary>
    public static readonly Problem AnyBarcodeTaken = new(409, "barcode_taken", "Barcode already in use",
        "Another variant in this organization already has this barcode, perhaps written in another way. A scan must find one "
        + "variant: remove the barcode there, or archive the other variant.")
    {
        Param = "barcode",
    };

    public static readonly Problem LastVariant = new(409, "last_variant", "Last variant",
        "A product must have at least one variant. Archive the product instead.");

    public static readonly Problem ProductArchived = new(409, "product_archived", "Product archived",
        "The product of this variant is archived. Restore the product first.");

    /// <summary>Returns the problem of restoring a variant whose SKU another variant has taken meanwhile.</summary>
    public static Problem SkuTakenMeanwhile(string sku) => SkuTaken with
    {
        Detail = $"Another variant has the SKU {sku} now. Give that one a different SKU or archive it, then restore this one.",
        Param = null,
    };

    /// <summary>Returns the problem of restoring a variant whose barcode another variant has taken meanwhile.</summary>
    public static Problem BarcodeTakenMeanwhile(string sku) => AnyBarcodeTaken with
    {
        Detail = $"The variant {sku} has the barcode of this one now. Remove it there or archive that variant, then restore "
            + "this one.",
        Param = null,
    };

    public static Problem BarcodeTaken(string sku) => AnyBarcodeTaken with
    {
        Detail = $"The variant {sku} already has this barcode, perhaps written in another way. A scan must find one variant: "
            + "remove the barcode there, or archive that variant.",
    };

    public static Problem Currency(string currency) =>
        Problem.Invalid.For("price.currency", $"The currency must be {currency}, the currency of the organization.");
}
