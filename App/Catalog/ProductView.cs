using System.Linq.Expressions;

namespace App.Catalog;

/// <summary>Represents a product in the API and the audit log.</summary>
/// <param name="Variants">
/// The variants that are not archived; of an archived product, those that were archived with it.
/// </param>
/// <param name="IsSample">True if it is sample data, which can be removed.</param>
public sealed record ProductView(
    Id<Product> Id, string Name, string? Description, string? Category, IReadOnlyList<VariantView> Variants,
    bool IsSample, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ArchivedAt)
{
    public static readonly Expression<Func<Product, ProductView>> Projection = product => new ProductView(
        product.Id, product.Name, product.Description, product.Category,
        product.Variants.Where(variant => variant.ArchivedAt == product.ArchivedAt).OrderBy(variant => variant.Sku)
            .Select(variant => new VariantView(
                variant.Id, variant.ProductId, variant.Sku, variant.Barcode, variant.Unit, variant.Price, variant.MinQuantity,
                variant.QuantityStep, variant.CreatedAt, variant.UpdatedAt, variant.ArchivedAt)).ToList(),
        product.IsSample, product.CreatedAt, product.UpdatedAt, product.ArchivedAt);

    public static ProductView Of(Product product) => new(
        product.Id, product.Name, product.Description, product.Category,
        [
            .. product.Variants.Where(variant => variant.ArchivedAt == product.ArchivedAt)
                .OrderBy(variant => variant.Sku, NaturalOrder.Comparer).Select(VariantView.Of),
        ],
        product.IsSample, product.CreatedAt, product.UpdatedAt, product.ArchivedAt);
}

/// <summary>Represents a variant in the API and the audit log.</summary>
/// <param name="MinQuantity">Smallest quantity of an order line; null for one step.</param>
/// <param name="QuantityStep">
/// Order lines are multiples of it; null for the unit's step: 1 for counted units such as piece and box, 0.001 for measures such
/// as kg, m and l.
/// </param>
public sealed record VariantView(
    Id<Variant> Id, Id<Product> ProductId, string Sku, string? Barcode, string Unit, Money Price, decimal? MinQuantity,
    decimal? QuantityStep, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ArchivedAt)
{
    public static VariantView Of(Variant variant) => new(
        variant.Id, variant.ProductId, variant.Sku, variant.Barcode, variant.Unit, variant.Price, variant.MinQuantity,
        variant.QuantityStep, variant.CreatedAt, variant.UpdatedAt, variant.ArchivedAt);
}
