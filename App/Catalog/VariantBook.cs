using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>How variants are called, archived ones too: what is no longer sold may still lie in a warehouse.</summary>
public sealed class VariantBook
{
    public sealed record Entry(Id<Variant> VariantId, string Sku, string ProductName);

    /// <summary>One variant, or null for an unknown or foreign id.</summary>
    public async Task<Entry?> FindAsync(Pass pass, Id<Variant> id, CancellationToken ct) =>
        await pass.Db.Variants.IgnoreQueryFilters([Filters.Archived]).AsNoTracking()
            .Where(variant => variant.Id == id)
            .Join(pass.Db.Products, variant => variant.ProductId, product => product.Id, (variant, product) => new Entry(variant.Id, variant.Sku, product.Name))
            .SingleOrDefaultAsync(ct);
}
