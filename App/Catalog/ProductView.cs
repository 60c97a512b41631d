using System.Linq.Expressions;

namespace App.Catalog;

/// <summary>Represents a product in the API and the audit log.</summary>
public sealed record ProductView(
    Id<Product> Id, string Name, string? Description, string? Category, IReadOnlyList<VariantView> Variants,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ArchivedAt)
{
    public static readonly Expression<Func<Product, ProductView>> Projection = product => new ProductView(
        product.Id, product.Name, product.Description, product.Category,
        product.Variants.OrderBy(variant => variant.Sku).Select(variant => new VariantView(
            variant.Id, variant.ProductId, variant.Sku, variant.Barcode, variant.Unit, variant.Price,
            variant.CreatedAt, variant.UpdatedAt, variant.ArchivedAt)).ToList(),
        product.CreatedAt, product.UpdatedAt, product.ArchivedAt);

    public static ProductView Of(Product product) => new(
        product.Id, product.Name, product.Description, product.Category,
        [.. product.Variants.OrderBy(variant => variant.Sku, NaturalOrder.Comparer).Select(VariantView.Of)],
        product.CreatedAt, product.UpdatedAt, product.ArchivedAt);
}

/// <summary>Represents a variant in the API and the audit log.</summary>
public sealed record VariantView(
    Id<Variant> Id, Id<Product> ProductId, string Sku, string? Barcode, string Unit, Money Price,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ArchivedAt)
{
    public static VariantView Of(Variant variant) => new(
        variant.Id, variant.ProductId, variant.Sku, variant.Barcode, variant.Unit, variant.Price,
        variant.CreatedAt, variant.UpdatedAt, variant.ArchivedAt);
}
