using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Selects products: for the list, its totals, bulk changes and exports.</summary>
/// <param name="Q">Part of a name, SKU or barcode.</param>
/// <param name="Archived">True to select archived products instead of active ones.</param>
/// <param name="Category">Selects only products of this category.</param>
public sealed record ProductFilter([property: AnyText] string? Q = null, bool Archived = false, string? Category = null)
    : IRequest
{
    public void Check(Checks checks) =>
        checks.OptionalText(Q, Search.Longest, "The search").OptionalText(Category, 80, "The category");

    internal IQueryable<Product> Of(AppDb db)
    {
        var products = Archived
            ? db.Products.IgnoreQueryFilters([Filters.Archived]).Where(product => product.ArchivedAt != null)
            : db.Products;
        return ProductSearch.Matching(db, ProductSearch.InCategory(products, Category), Q);
    }
}
