using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Lists active products with their variants, ordered by name. With <c>archived=true</c>, lists archived products instead. The
/// search matches names, SKUs and barcodes.
/// </summary>
public sealed class ListProducts(Gate gate) : Query<ListProducts.Request, Page<ProductView>>(gate)
{
    public sealed record Request(
        PageRequest Page, [property: AnyText] string? Q = null, bool Archived = false, string? Category = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Q, Search.Longest, "The search").OptionalText(Category, 80, "The category");
        }
    }

    protected internal override Access Access => Access.Member(CatalogPermissions.Read);
    protected internal override string Action => "product.list";

    protected override async Task<Result<Page<ProductView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var products = request.Archived
            ? context.FinalRead().Products.IgnoreQueryFilters([Filters.Archived]).Where(product => product.ArchivedAt != null)
            : context.FinalRead().Products;
        products = ProductSearch.InCategory(products, request.Category);
        return await ProductSearch.Matching(context.Db, products, request.Q).ByTextAsync(
            request.Page, product => product.Name, product => product.Id, product => product.UpdatedAt,
            ProductView.Projection, ct);
    }
}
