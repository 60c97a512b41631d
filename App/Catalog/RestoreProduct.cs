using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Restores an archived product and the variants that were archived with it, so they can be ordered again. Fails with
/// <c>sku_taken</c> or <c>barcode_taken</c> if another variant has taken a SKU or barcode meanwhile. A product that is not
/// archived stays as it is.
/// </summary>
public sealed class RestoreProduct(Gate gate) : Operation<RestoreProduct.Request, ProductView>(gate)
{
    public sealed record Request(Id<Product> Id) : IRequest;

    protected internal override Access Access => Access.Member(CatalogPermissions.Change);
    protected internal override string Action => "product.restore";

    protected override async Task<Result<ProductView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var product = await context.Db.Products.IgnoreQueryFilters([Filters.Archived]).Include(product => product.Variants)
            .SingleOrDefaultAsync(product => product.Id == request.Id, ct);
        if (product is null)
            return Problem.Missing("The product");
        var before = ProductView.Of(product);
        if (product.ArchivedAt is null)
        {
            context.AlreadyDone();
            return before;
        }
        if (await CatalogRules.FindTakenAsync(context, product.ArchivedTogether(), ct) is { } taken)
            return taken;

        product.Restore(context.Now);
        var view = ProductView.Of(product);
        context.Note(product.Id.ToString(), product.Name, before, view);
        context.Raise(new ProductRestored(product.Id, product.Name));
        return view;
    }
}
