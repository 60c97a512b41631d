using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Contains checks that several catalog operations share.</summary>
static class CatalogRules
{
    /// <summary>
    /// Returns the problem if another variant already has one of the SKUs or barcodes. Concurrent requests can both pass this
    /// check; a unique index then rejects one of them.
    /// </summary>
    public static async Task<Problem?> FindTakenAsync(
        OperationContext context, IReadOnlyCollection<VariantDraft> drafts, CancellationToken ct, Id<Variant>? except = null)
    {
        var skus = drafts.Select(draft => TextKey.Of(draft.Sku)!).ToArray();
        var barcodes = drafts.Select(draft => Barcode.Read(draft.Barcode)?.Key).OfType<string>().ToArray();
        if (await FindAsync(context, skus, barcodes, except, ct) is not { } taken)
            return null;
        return skus.Contains(taken.SkuKey) ? CatalogProblems.SkuTaken : CatalogProblems.BarcodeTaken(taken.Sku);
    }

    /// <summary>
    /// Returns the problem if an active variant has meanwhile taken the SKU or barcode of an archived one that is to be restored.
    /// </summary>
    public static async Task<Problem?> FindTakenAsync(
        OperationContext context, IReadOnlyCollection<Variant> archived, CancellationToken ct)
    {
        var skus = archived.Select(variant => variant.SkuKey).ToArray();
        var barcodes = archived.Select(variant => variant.BarcodeKey).OfType<string>().ToArray();
        if (await FindAsync(context, skus, barcodes, null, ct) is not { } taken)
            return null;
        return skus.Contains(taken.SkuKey)
            ? CatalogProblems.SkuTakenMeanwhile(taken.Sku)
            : CatalogProblems.BarcodeTakenMeanwhile(taken.Sku);
    }

    sealed record Taken(string SkuKey, string Sku);

    static Task<Taken?> FindAsync(
        OperationContext context, string[] skus, string[] barcodes, Id<Variant>? except, CancellationToken ct) =>
        context.Db.Variants.Where(variant => except == null || variant.Id != except)
            .Where(variant => skus.Contains(variant.SkuKey) || barcodes.Contains(variant.BarcodeKey!))
            .Select(variant => new Taken(variant.SkuKey, variant.Sku)).FirstOrDefaultAsync(ct);
}
