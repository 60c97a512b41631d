namespace App.Catalog.Parts;

/// <summary>Holds the input of the product form. When a product is changed, its variants have forms of their own.</summary>
public sealed class ProductDraftModel
{
    public string? Name { get; set; }
    public string? Description { get; set; }
    public string? Category { get; set; }
    public List<VariantDraftModel> Variants { get; init; } = [];

    public static ProductDraftModel Of(ProductView product) => new()
    {
        Name = product.Name,
        Description = product.Description,
        Category = product.Category,
    };

    public CreateProduct.Request ToRequest(string currency) => new(
        Name ?? "", [.. Variants.Select(variant => variant.ToDraft(currency))], Description, Category);

    public UpdateProduct.Changes ToChanges() => new(Name ?? "") { Description = Description, Category = Category };
}
