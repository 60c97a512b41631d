using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Selects products: for the list, its totals, bulk changes and exports.</summary>
/// <param name="Q">Part of a name, SKU or barcode.</param>
/// <param name="Archived">True to select archived products instead of active ones.</param>
/// <param name="Category">Selects only products of this category.</param>
public sealed record ProductFilter([property: AnyText] string? Q = null, bool Archived = false, string? Category = null)
    : IRequest
{
    /// <summary>Gets all products that the search finds; null to compare all products.</summary>
    internal IReadOnlyList<Id<Product>>? Candidates { get; init; }

    /// <summary>
    /// Gets all products that the search finds by a SKU or barcode, if there are too many candidates; null to compare SKUs and
    /// barcodes, too.
    /// </summary>
    internal IReadOnlyList<Id<Product>>? CandidatesOfVariants { get; init; }

    public void Check(Checks checks) =>
        checks.OptionalText(Q, Search.Longest, "The search").OptionalText(Category, 80, "The category");

    /// <summary>Returns the filter with what an index says about its search.</summary>
    /// <param name="db">The database of the operation.</param>
    /// <param name="ct">Cancels the read.</param>
    internal async Task<ProductFilter> NarrowedAsync(AppDb db, CancellationToken ct)
    {
        var scanned = Barcode.ScannedIn(Q);
        var found = await db.CandidatesAsync<Product>(
            Q, (words, rows) => $"select platform.products_with({words}, {scanned}, {Archived}, {rows}) as \"Value\"", ct);
        if (found is not null || Search.IndexedWords(Q) is null)
            return this with { Candidates = found };
        // names are compared fast, but not the SKUs of each product
        return this with
        {
            CandidatesOfVariants = await db.CandidatesAsync<Product>(
                Q,
                (words, rows) =>
                    $"select platform.products_of_variants_with({words}, {scanned}, {Archived}, {rows}) as \"Value\"",
                ct),
        };
    }

    internal IQueryable<Product> Of(AppDb db)
    {
        var products = Archived
            ? db.Products.IgnoreQueryFilters([Filters.Archived]).Where(product => product.ArchivedAt != null)
            : db.Products;
        return ProductSearch.InCategory(Searched(products), Category);
    }

    IQueryable<Product> Searched(IQueryable<Product> products)
    {
        if (Candidates is { } candidates)
            return products.Where(product => candidates.Contains(product.Id));
        if (CandidatesOfVariants is { } ofVariants)
            return products.MatchingOr(
                Q, (product, word) => Search.Has(product.Name, word), product => ofVariants.Contains(product.Id));
        return ProductSearch.Matching(products, Q);
    }
}
