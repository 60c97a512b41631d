namespace App.Catalog;

/// <summary>
/// Returns a product with its variants. Archived products are returned too, because orders and stock movements refer to them.
/// </summary>
public sealed class GetProduct(Gate gate) : GetById<Product, ProductView>(gate, Row, "The product")
{
    static readonly CompiledLookup<Product, ProductView> Row = new(ProductView.Projection, archived: true);

    protected internal override Access Access => Access.Member(CatalogPermissions.Read);
    protected internal override string Action => "product.get";
}
