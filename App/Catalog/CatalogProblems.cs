using App.Platform;

namespace App.Catalog;

public static class CatalogProblems
{
    public static readonly Problem SkuTaken = new(409, "sku_taken", "SKU in use", "Another variant of this organization has this SKU. Choose another one, or archive the other variant.") { Param = "sku" };
    public static readonly Problem LastVariant = new(409, "last_variant", "Last variant", "A product has at least one variant. Archive the product instead.");

    public static Problem Currency(string currency) =>
        Problem.Invalid.For("price.currency", $"Prices of this organization are in {currency}.");
}
