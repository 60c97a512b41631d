using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Looks up SKUs and product names of variants for other features. Includes archived variants, because a warehouse may still hold
/// stock of them.
/// </summary>
public sealed class VariantLookup
{
    public sealed record Entry(Id<Variant> VariantId, string Sku, string ProductName);

    /// <summary>Returns the variant, or null if the ID is unknown or belongs to another organization.</summary>
    public async Task<Entry?> FindAsync(OperationContext context, Id<Variant> id, CancellationToken ct) =>
        await context.Db.Variants.IgnoreQueryFilters([Filters.Archived]).AsNoTracking()
            .Where(variant => variant.Id == id)
            .Join(
                context.Db.Products, variant => variant.ProductId, product => product.Id,
                (variant, product) => new Entry(variant.Id, variant.Sku, product.Name))
            .SingleOrDefaultAsync(ct);
}
