using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>What several operations of the catalogue must see to.</summary>
static class CatalogRules
{
    /// <summary>Whether another variant has one of the SKUs; the unique index has the last word in a race.</summary>
    public static Task<bool> AnyTakenAsync(Pass pass, IEnumerable<VariantDraft> drafts, CancellationToken ct, Id<Variant>? except = null)
    {
        var skus = drafts.Select(draft => draft.Sku.Trim()).ToArray();
        return pass.Db.Variants.AnyAsync(variant => skus.Contains(variant.Sku) && (except == null || variant.Id != except), ct);
    }
}
