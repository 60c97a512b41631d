using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Looks up current names and prices of variants for other features, within their transaction.</summary>
public sealed class PriceLookup
{
    public sealed record Entry(
        Id<Variant> VariantId, string Sku, string SkuKey, string ProductName, string Unit, Money Price,
        decimal? MinQuantity = null, decimal? QuantityStep = null, bool IsSample = false)
    {
        public QuantityRule Quantities => QuantityRule.Of(Unit, QuantityStep, MinQuantity);
    }

    static readonly Func<AppDb, Id<Variant>[], string[], IAsyncEnumerable<Entry>> Sellable = EF.CompileAsyncQuery(
        (AppDb db, Id<Variant>[] ids, string[] skus) => db.Set<Variant>()
            .Where(variant => ids.Contains(variant.Id) || skus.Contains(variant.SkuKey))
            .Join(db.Set<Product>(), variant => variant.ProductId, product => product.Id,
                (variant, product) => new Entry(
                    variant.Id, variant.Sku, variant.SkuKey, product.Name, variant.Unit, variant.Price,
                    variant.MinQuantity, variant.QuantityStep, product.IsSample)));

    /// <summary>
    /// Finds sellable variants by ID or SKU. The result leaves out variants that are unknown, archived or belong to another
    /// organization.
    /// </summary>
    public async Task<IReadOnlyList<Entry>> FindAsync(
        OperationContext context, Id<Variant>[] ids, IEnumerable<string> skus, CancellationToken ct)
    {
        var keys = skus.Select(TextKey.Of).OfType<string>().Distinct().ToArray();
        var found = new List<Entry>();
        await foreach (var entry in Sellable(context.Db, ids, keys).WithCancellation(ct))
            found.Add(entry);
        return found;
    }
}
