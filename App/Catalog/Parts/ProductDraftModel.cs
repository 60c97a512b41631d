namespace App.Catalog.Parts;

/// <summary>Holds the input of the fields of a product. Its variants have fields of their own.</summary>
public sealed class ProductDraftModel
{
    public string? Name { get; set; }
    public string? Description { get; set; }
    public string? Category { get; set; }

    public static ProductDraftModel Of(ProductView product) => new()
    {
        Name = product.Name,
        Description = product.Description,
        Category = product.Category,
    };

    public UpdateProduct.Changes ToChanges() => new(Name ?? "") { Description = Description, Category = Category };
}
