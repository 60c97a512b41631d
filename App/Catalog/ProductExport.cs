namespace App.Catalog;

/// <summary>Reads the rows of an export of products: one for each variant.</summary>
sealed class ProductExport : ExportReader<ProductFilter, ProductExport.Row>
{
    public const string Name = "products";

    public static readonly ExportList List = ExportList.Of<ProductExport>(Name, "Products", CatalogPermissions.Read);

    readonly ListProducts list;

    /// <param name="Product">The product.</param>
    /// <param name="Variant">One of its variants.</param>
    public sealed record Row(ProductView Product, VariantView Variant);

    public ProductExport(ListProducts list)
    {
        this.list = list;
        Text("SKU", row => row.Variant.Sku);
        Text("Product", row => row.Product.Name);
        Text("Category", row => row.Product.Category);
        Text("Description", row => row.Product.Description);
        Text("Barcode", row => row.Variant.Barcode);
        Text("Unit", row => row.Variant.Unit);
        Number("Price", row => row.Variant.Price.Major);
        Text("Currency", row => row.Variant.Price.Currency);
        Number("Minimum quantity", row => row.Variant.MinQuantity);
        Number("Quantity step", row => row.Variant.QuantityStep);
        Time("Created", row => row.Product.CreatedAt);
        Text("Product ID", row => row.Product.Id.ToString());
        Text("Variant ID", row => row.Variant.Id.ToString());
    }

    protected override IListSorts Sorts => list.Sorts;

    protected override async Task<Result<Page<Row>>> ListAsync(ProductFilter filter, PageRequest page, CancellationToken ct)
    {
        var read = await list.ExecuteAsync(new(page, filter.Q, filter.Archived, filter.Category), ct);
        if (!read.Succeeded)
            return read.Problem;
        var rows = read.Value.Data.SelectMany(product => product.Variants, (product, variant) => new Row(product, variant));
        return new Page<Row>([.. rows], read.Value.HasMore, read.Value.NextCursor);
    }
}
