using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Reads which variants a search can match, from an index, so the search need not compare all of them.</summary>
static class VariantCandidates
{
    /// <summary>More candidates than this do not narrow the search.</summary>
    const int Most = 2000;

    /// <summary>Returns all active variants that can match; null if there are too many or the words are short.</summary>
    public static async Task<List<Id<Variant>>?> OfAsync(string q, OperationContext context, CancellationToken ct)
    {
        if (Search.LongestWord(q) is not { } word)
            return null;
        var scanned = Barcode.ScannedIn(q);
        var ids = await context.Db.Database.SqlQuery<Guid>(
            $"select platform.variants_with({word}, {scanned}, {Most + 1}) as \"Value\"").ToListAsync(ct);
        return ids.Count > Most ? null : [.. ids.Select(id => new Id<Variant>(id))];
    }
}
