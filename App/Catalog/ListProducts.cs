using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Lists active products with their variants, ordered by name. With <c>archived=true</c>, lists archived products instead. The
/// search matches names, SKUs and barcodes.
/// </summary>
public sealed class ListProducts(Gate gate) : Query<ListProducts.Request, Page<ProductView>>(gate)
{
    static readonly ListSorts<Product> Products = new ListSorts<Product>()
        .By("name", product => product.Name)
        .By("created_at", product => product.CreatedAt);

    public sealed record Request(
        PageRequest Page, [property: AnyText] string? Q = null, bool Archived = false, string? Category = null) : IRequest
    {
        internal ProductFilter ToFilter() => new(Q, Archived, Category);

        public void Check(Checks checks)
        {
            Page.Check(checks, Products);
            ToFilter().Check(checks);
        }
    }

    protected internal override Access Access => Access.Member(CatalogPermissions.Read);
    protected internal override string Action => "product.list";
    protected internal override IListSorts Sorts => Products;

    protected override async Task<Result<Page<ProductView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var filter = await request.ToFilter().NarrowedAsync(context.Db, ct);
        return await filter.Of(context.FinalRead()).ByTextAsync(
            request.Page, product => product.Name, product => product.Id, product => product.UpdatedAt,
            ProductView.Projection, ct, Products);
    }
}
