using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Selects products: for the list, its totals, bulk changes and exports.</summary>
/// <param name="Q">Part of a name, SKU or barcode.</param>
/// <param name="Archived">True to select archived products instead of active ones.</param>
/// <param name="Category">Selects only products of this category.</param>
public sealed record ProductFilter([property: AnyText] string? Q = null, bool Archived = false, string? Category = null)
    : IRequest
{
    /// <summary>Gets all variants that the search finds; null to compare all variants.</summary>
    internal IReadOnlyList<Id<Variant>>? Candidates { get; init; }

    public void Check(Checks checks) =>
        checks.OptionalText(Q, Search.Longest, "The search").OptionalText(Category, 80, "The category");

    /// <summary>Returns the filter with what an index says about its search.</summary>
    /// <param name="db">The database of the operation.</param>
    /// <param name="ct">Cancels the read.</param>
    internal async Task<ProductFilter> NarrowedAsync(AppDb db, CancellationToken ct) =>
        this with { Candidates = await VariantCandidates.OfAsync(db, Q, ct) };

    internal IQueryable<Product> Of(AppDb db)
    {
        var products = Archived
            ? db.Products.IgnoreQueryFilters([Filters.Archived]).Where(product => product.ArchivedAt != null)
            : db.Products;
        if (Candidates is { } candidates)
        {
            var found = db.Variants.Where(variant => candidates.Contains(variant.Id)).Select(variant => variant.ProductId);
            return ProductSearch.InCategory(products.Where(product => found.Contains(product.Id)), Category);
        }
        return ProductSearch.Matching(ProductSearch.InCategory(products, Category), Q);
    }
}
