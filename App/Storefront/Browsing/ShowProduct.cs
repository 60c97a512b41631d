using App.Catalog;
using App.Inventory;
using App.Platform;

namespace App.Storefront;

/// <summary>One product, as every visitor sees it.</summary>
public sealed class ShowProduct(Gate gate, ShelfBook shelf, CatalogueCache cache) : Query<ShowProduct.Request, ShelfBook.ShownProduct>(gate)
{
    public sealed record Request(Id<Product> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "storefront.product";

    protected override async Task<Result<ShelfBook.ShownProduct>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await cache.GetAsync(pass.Organization, request, () => shelf.FindAsync(pass, request.Id, ct)) is { } product ? product : Problem.Missing("The product");
}
