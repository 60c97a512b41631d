using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Contains checks that several catalog operations share.</summary>
static class CatalogRules
{
    /// <summary>
    /// Returns true if another variant already has one of the SKUs. Concurrent requests can both pass this check; the unique
    /// index then rejects one of them.
    /// </summary>
    public static Task<bool> AnyTakenAsync(
        OperationContext context, IEnumerable<VariantDraft> drafts, CancellationToken ct, Id<Variant>? except = null)
    {
        var skus = drafts.Select(draft => draft.Sku.Trim()).ToArray();
        return context.Db.Variants.AnyAsync(
            variant => skus.Contains(variant.Sku) && (except == null || variant.Id != except), ct);
    }
}
