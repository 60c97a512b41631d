namespace App.Catalog;

public static class CatalogProblems
{
    public static readonly Problem SkuTaken = new(409, "sku_taken", "SKU already in use",
        "Another variant in this organization already has this SKU. Choose a different SKU, or archive the other variant.")
    {
        Param = "sku",
    };

    public static readonly Problem LastVariant = new(409, "last_variant", "Last variant",
        "A product must have at least one variant. Archive the product instead.");

    public static Problem Currency(string currency) =>
        Problem.Invalid.For("price.currency", $"The currency must be {currency}, the currency of the organization.");
}
