using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>A product is no longer sold: it and its variants are put away. Orders and stock movements still name them.</summary>
public sealed class ArchiveProduct(Gate gate) : Operation<ArchiveProduct.Request, Done>(gate)
{
    public sealed record Request(Id<Product> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => CatalogPermissions.Change;
    protected internal override string Action => "product.archive";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.Products.Include(product => product.Variants).SingleOrDefaultAsync(product => product.Id == request.Id, ct) is not { } product)
            return Problem.Missing("The product");

        var before = ProductView.Of(product);
        product.Archive(pass.Now);
        pass.Note(product.Id.ToString(), product.Name, before, ProductView.Of(product));
        pass.Raise(new ProductArchived(product.Id, product.Name));
        return new Done();
    }
}
