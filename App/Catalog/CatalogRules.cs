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
        var others = context.Db.Variants.Where(variant => except == null || variant.Id != except);
        var taken = await others
            .Where(variant => skus.Contains(variant.SkuKey) || barcodes.Contains(variant.BarcodeKey!))
            .Select(variant => new { variant.SkuKey, variant.Sku }).FirstOrDefaultAsync(ct);
        if (taken is null)
            return null;
        return skus.Contains(taken.SkuKey) ? CatalogProblems.SkuTaken : CatalogProblems.BarcodeTaken(taken.Sku);
    }
}
