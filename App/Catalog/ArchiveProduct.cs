using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Archives a product and its variants, so they can no longer be ordered. Orders and stock movements still refer to them.
/// </summary>
public sealed class ArchiveProduct(Gate gate) : Operation<ArchiveProduct.Request, Done>(gate)
{
    public sealed record Request(Id<Product> Id) : IRequest;

    protected internal override Access Access => Access.Member(CatalogPermissions.Change);
    protected internal override string Action => "product.archive";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var product = await context.Db.Products.Include(product => product.Variants)
            .SingleOrDefaultAsync(product => product.Id == request.Id, ct);
        if (product is null)
            return Problem.Missing("The product");

        var before = ProductView.Of(product);
        product.Archive(context.Now);
        context.Note(product.Id.ToString(), product.Name, before, ProductView.Of(product));
        context.Raise(new ProductArchived(product.Id, product.Name));
        return new Done();
    }
}
