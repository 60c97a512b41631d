using App.Inventory;
using App.Platform;

namespace App.Storefront;

/// <summary>What the storefront has to offer: by search, category, price and stock.</summary>
public sealed class SearchCatalogue(Gate gate, ShelfBook shelf, CatalogueCache cache) : Query<SearchCatalogue.Request, ShelfBook.Shelf>(gate)
{
    public const int PerPage = 24, LastPage = 500;

    /// <param name="Q">Part of a name, SKU or barcode.</param>
    /// <param name="Category">In this category only.</param>
    /// <param name="Least">Prices from here on, in minor units.</param>
    /// <param name="Most">Prices up to here, in minor units.</param>
    /// <param name="InStock">Only what can be had now.</param>
    /// <param name="Order">What comes first.</param>
    /// <param name="Page">Counts from one.</param>
    public sealed record Request(
        string? Q = null, string? Category = null, long? Least = null, long? Most = null, bool InStock = false, ShelfOrder Order = ShelfOrder.Name, int Page = 1) : IRequest
    {
        public void Check(Checks checks) => checks
            .OptionalText(Q, Search.Longest, "The search")
            .OptionalText(Category, 80, "The category")
            .That(Least is null or (>= 0 and <= Money.Largest), nameof(Least), "The lowest price is not one.")
            .That(Most is null or (>= 0 and <= Money.Largest), nameof(Most), "The highest price is not one.")
            .That(Least is null || Most is null || Least <= Most, nameof(Most), "The highest price is below the lowest.")
            .That(Page is >= 1 and <= LastPage, nameof(Page), $"Pages run from 1 to {LastPage}.", "out_of_range");
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "storefront.search";

    protected override async Task<Result<ShelfBook.Shelf>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await cache.GetAsync(pass.Organization, request, () => shelf.FindAsync(
            pass, new ShelfBook.Wanted(request.Q, request.Category, request.Least, request.Most, request.InStock, request.Order, request.Page, PerPage), ct));
}
