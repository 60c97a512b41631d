using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>What a variant is and costs now, for the floors above, inside their transaction.</summary>
public sealed class PriceBook
{
    public sealed record Entry(Id<Variant> VariantId, string Sku, string ProductName, string Unit, Money Price);

    static readonly Func<AppDb, Id<Variant>[], string[], IAsyncEnumerable<Entry>> Sellable = EF.CompileAsyncQuery((AppDb db, Id<Variant>[] ids, string[] skus) =>
        db.Set<Variant>().Where(variant => ids.Contains(variant.Id) || skus.Contains(variant.Sku))
            .Join(db.Set<Product>(), variant => variant.ProductId, product => product.Id,
                (variant, product) => new Entry(variant.Id, variant.Sku, product.Name, variant.Unit, variant.Price)));

    /// <summary>Finds sellable variants by id or SKU. What is not in the answer is unknown, foreign or archived.</summary>
    public async Task<IReadOnlyList<Entry>> FindAsync(Pass pass, Id<Variant>[] ids, string[] skus, CancellationToken ct)
    {
        var found = new List<Entry>();
        await foreach (var entry in Sellable(pass.Db, ids, skus).WithCancellation(ct))
            found.Add(entry);
        return found;
    }
}
