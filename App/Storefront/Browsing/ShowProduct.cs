using App.Catalog;

namespace App.Storefront;

/// <summary>Returns a product as visitors of the storefront see it.</summary>
public sealed class ShowProduct(Gate gate, CatalogSearch catalog, CatalogCache cache)
    : Query<ShowProduct.Request, CatalogSearch.ShownProduct>(gate)
{
    public sealed record Request(Id<Product> Id) : IRequest;

    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "storefront.product";

    protected override async Task<Result<CatalogSearch.ShownProduct>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var product = await cache.GetAsync(context.Organization, request, () => catalog.FindAsync(context, request.Id, ct));
        return product is null ? Problem.Missing("The product") : product;
    }
}
