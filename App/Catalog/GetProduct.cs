namespace App.Catalog;

/// <summary>
/// Returns a product with its variants. Archived products are returned too, because orders and stock movements refer to them.
/// </summary>
public sealed class GetProduct(Gate gate) : Query<GetProduct.Request, ProductView>(gate)
{
    static readonly CompiledLookup<Product, ProductView> Row = new(ProductView.Projection, archived: true);

    public sealed record Request(Id<Product> Id) : IRequest;

    protected internal override Access Access => Access.Member(CatalogPermissions.Read);
    protected internal override string Action => "product.get";

    protected override async Task<Result<ProductView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await Row.FindAsync(context.FinalRead(), request.Id, ct) is { } product ? product : Problem.Missing("The product");
}
