using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>What a variant is and costs now, for the floors above, inside their transaction.</summary>
public sealed class PriceBook
{
    public sealed record Entry(Id<Variant> VariantId, string Sku, string ProductName, string Unit, Money Price);

    /// <summary>Finds sellable variants by id or SKU. What is not in the answer is unknown, foreign or archived.</summary>
    public async Task<IReadOnlyList<Entry>> FindAsync(Pass pass, IReadOnlyCollection<Id<Variant>> ids, IReadOnlyCollection<string> skus, CancellationToken ct) =>
        await pass.Db.Variants.AsNoTracking()
            .Where(variant => ids.Contains(variant.Id) || skus.Contains(variant.Sku))
            .Join(pass.Db.Products, variant => variant.ProductId, product => product.Id,
                (variant, product) => new Entry(variant.Id, variant.Sku, product.Name, variant.Unit, variant.Price))
            .ToListAsync(ct);
}
