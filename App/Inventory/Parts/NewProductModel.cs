using App.Catalog;
using App.Catalog.Parts;

namespace App.Inventory.Parts;

/// <summary>Holds the input of the form that creates a product, with the opening stock of its variants.</summary>
public sealed class NewProductModel
{
    public ProductDraftModel Product { get; init; } = new();
    public List<NewVariantModel> Variants { get; init; } = [new()];

    /// <summary>Holds the ID of the warehouse with the opening stock. Empty for the default warehouse.</summary>
    public string? WarehouseId { get; set; }

    /// <summary>Returns the input of a form that starts with a name.</summary>
    public static NewProductModel Named(string name) => new() { Product = new() { Name = name } };

    /// <summary>Returns the input of a form that starts with a copy, without SKUs and barcodes, which are unique.</summary>
    public static NewProductModel CopyOf(ProductView product) => new()
    {
        Product = new() { Name = product.Name, Description = product.Description, Category = product.Category },
        Variants =
        [
            .. product.Variants.Select(variant => new NewVariantModel
            {
                Draft = new()
                {
                    Unit = variant.Unit,
                    Price = variant.Price.Amount,
                    MinQuantity = variant.MinQuantity,
                    QuantityStep = variant.QuantityStep,
                },
            }),
        ],
    };

    public bool HasStock => Variants.Any(variant => variant.OpeningQuantity is not null);

    public sealed class NewVariantModel
    {
        public VariantDraftModel Draft { get; init; } = new();
        public decimal? OpeningQuantity { get; set; }
    }

    /// <summary>Creates the product; with an operation that also receives stock if there is an opening quantity.</summary>
    public Task<Result<ProductView>> SubmitAsync(
        CreateProduct create, CreateProductWithStock createWithStock, string currency, IdempotencyKey key) => HasStock
        ? createWithStock.ExecuteAsync(ToStocked(currency), key, CancellationToken.None)
        : create.ExecuteAsync(ToPlain(currency), key, CancellationToken.None);

    CreateProduct.Request ToPlain(string currency) => new(
        Product.Name ?? "", [.. Variants.Select(variant => variant.Draft.ToDraft(currency))], Product.Description,
        Product.Category);

    CreateProductWithStock.Request ToStocked(string currency) => new(
        Product.Name ?? "",
        [
            .. Variants.Select(variant => new CreateProductWithStock.NewVariant(
                variant.Draft.ToDraft(currency), variant.OpeningQuantity)),
        ],
        Product.Description, Product.Category, Id<Warehouse>.TryRead(WarehouseId, out var id) ? id : null);
}
