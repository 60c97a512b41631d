using App.Catalog;
using App.Inventory;

namespace App.Storefront;

/// <summary>Combines products and prices (Catalog) with their availability (Inventory), as a storefront shows them.</summary>
public sealed class CatalogSearch(ProductSearch products, VariantLookup variants, AvailabilityLookup availability)
{
    public sealed record Item(
        Id<Product> Id, string Name, string? Category, Money LeastPrice, Money MostPrice, int VariantCount,
        string Sku, string Unit, Availability Availability);

    /// <summary>Contains one page of results and the counts for the filters (see <see cref="ProductSearch.Counts"/>).</summary>
    public sealed record SearchResult(
        IReadOnlyList<Item> Items, int Total, int InStock, IReadOnlyList<ProductSearch.CategoryCount> Categories);

    public sealed record ShownVariant(
        Id<Variant> Id, string Sku, string Unit, Money Price, QuantityRule Quantities, Availability Availability);

    public sealed record ShownProduct(
        Id<Product> Id, string Name, string? Description, string? Category, IReadOnlyList<ShownVariant> Variants);

    /// <summary>Contains a variant's current price and available quantity.</summary>
    /// <param name="Sold">False if the variant or its product is archived.</param>
    public sealed record Offer(
        Id<Variant> VariantId, Id<Product> ProductId, string Sku, string ProductName, string Unit, Money Price, bool Sold,
        decimal Available, QuantityRule Quantities);

    /// <summary>Returns one page of results.</summary>
    public async Task<IReadOnlyList<Item>> FindAsync(
        OperationContext context, ProductSearch.Wanted wanted, CancellationToken ct)
    {
        var found = await products.FindAsync(context, wanted, availability.Stock(context), ct);
        var levels = await availability.FindAsync(
            context, [.. found.SelectMany(product => product.Variants).Select(variant => variant.Id)], ct);
        return [.. found.Select(product => new Item(
            product.Id, product.Name, product.Category, product.Variants[0].Price, product.Variants[^1].Price,
            product.Variants.Count, product.Variants[0].Sku, product.Variants[0].Unit,
            product.Variants.Min(variant => AvailabilityOf(variant, levels))))];
    }

    /// <summary>Counts all results and those of each filter.</summary>
    public Task<ProductSearch.Counts> CountAsync(
        OperationContext context, ProductSearch.Wanted wanted, CancellationToken ct) =>
        products.CountAsync(context, wanted, availability.Stock(context), ct);

    /// <summary>
    /// Returns a product with the variants that can be ordered, or null if the product is unknown, archived or belongs to another
    /// organization.
    /// </summary>
    public async Task<ShownProduct?> FindAsync(OperationContext context, Id<Product> id, CancellationToken ct)
    {
        if (await products.FindAsync(context, id, ct) is not { } product)
            return null;
        var levels = await availability.FindAsync(context, [.. product.Variants.Select(variant => variant.Id)], ct);
        return new ShownProduct(product.Id, product.Name, product.Description, product.Category,
            [.. product.Variants.Select(variant => new ShownVariant(
                variant.Id, variant.Sku, variant.Unit, variant.Price, variant.Quantities, AvailabilityOf(variant, levels)))]);
    }

    static Availability AvailabilityOf(
        ProductSearch.PricedVariant variant, IReadOnlyDictionary<Id<Variant>, AvailabilityLookup.Entry> levels) =>
        levels.GetValueOrDefault(variant.Id, AvailabilityLookup.Entry.None).To(variant.Quantities);

    /// <summary>
    /// Returns the variants with these IDs. Includes archived variants, but leaves out IDs that are unknown or belong to another
    /// organization.
    /// </summary>
    public async Task<IReadOnlyDictionary<Id<Variant>, Offer>> OffersAsync(
        OperationContext context, IReadOnlyCollection<Id<Variant>> ids, CancellationToken ct)
    {
        var levels = await availability.FindAsync(context, ids, ct);
        var found = await variants.FindAsync(context, ids, ct);
        return found.ToDictionary(variant => variant.VariantId, variant => new Offer(
            variant.VariantId, variant.ProductId, variant.Sku, variant.ProductName, variant.Unit, variant.Price, variant.IsSold,
            levels.GetValueOrDefault(variant.VariantId, AvailabilityLookup.Entry.None).Available, variant.Quantities));
    }
}
