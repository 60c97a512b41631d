using App.Catalog;

namespace App.Storefront;

/// <summary>Searches the products that the storefront sells, by text, category, price and stock.</summary>
public sealed class SearchCatalog(Gate gate, CatalogSearch catalog, CatalogCache cache)
    : Query<SearchCatalog.Request, CatalogSearch.SearchResult>(gate)
{
    public const int PerPage = 24, LastPage = 500;

    /// <param name="Q">Part of a product name, SKU or barcode.</param>
    /// <param name="Category">Returns only products of this category.</param>
    /// <param name="Least">Lowest price, in minor units.</param>
    /// <param name="Most">Highest price, in minor units.</param>
    /// <param name="InStock">Returns only products that are in stock.</param>
    /// <param name="Order">Sort order.</param>
    /// <param name="Page">Page number, from 1.</param>
    public sealed record Request(
        [property: AnyText] string? Q = null, string? Category = null, long? Least = null, long? Most = null,
        bool InStock = false,
        ProductSort Order = ProductSort.Name, int Page = 1) : IRequest
    {
        public void Check(Checks checks) => checks
            .OptionalText(Q, Search.Longest, "The search")
            .OptionalText(Category, 80, "The category")
            .That(Least is null or (>= 0 and <= Money.Largest), nameof(Least),
                $"The lowest price must be between 0 and {Money.Largest} minor units.")
            .That(Most is null or (>= 0 and <= Money.Largest), nameof(Most),
                $"The highest price must be between 0 and {Money.Largest} minor units.")
            .That(Least is null || Most is null || Least <= Most, nameof(Most),
                "The highest price must not be below the lowest price.")
            .That(Page is >= 1 and <= LastPage, nameof(Page),
                $"The page number must be between 1 and {LastPage}.", "out_of_range");
    }

    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "storefront.search";

    protected override async Task<Result<CatalogSearch.SearchResult>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var wanted = new ProductSearch.Wanted(
            request.Q, request.Category, request.Least, request.Most, request.InStock, request.Order, request.Page, PerPage);
        return await cache.GetAsync(context.Organization, request, async () =>
        {
            // all pages of a search share the counts, because counting reads all products
            var everyPage = new CountsOf(request with { Order = default, Page = 1 });
            var counts = await cache.GetAsync(
                context.Organization, everyPage, () => catalog.CountAsync(context, wanted, ct));
            var items = await catalog.FindAsync(context, wanted, ct);
            return new CatalogSearch.SearchResult(items, counts.Total, counts.InStock, counts.Categories);
        });
    }

    /// <summary>Is the key under which the counts of a search are cached.</summary>
    sealed record CountsOf(Request Request);
}
