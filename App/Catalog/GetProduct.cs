using App.Platform;

namespace App.Catalog;

/// <summary>One product with its variants; an archived one too, because history still leads to it.</summary>
public sealed class GetProduct(Gate gate) : Query<GetProduct.Request, ProductView>(gate)
{
    static readonly RowById<Product, ProductView> Row = new(ProductView.Projection, archived: true);

    public sealed record Request(Id<Product> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => CatalogPermissions.Read;
    protected internal override string Action => "product.get";

    protected override async Task<Result<ProductView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await Row.FindAsync(pass.Last, request.Id, ct) is { } product ? product : Problem.Missing("The product");
}
