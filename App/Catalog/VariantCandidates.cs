namespace App.Catalog;

/// <summary>Reads which variants a search finds.</summary>
static class VariantCandidates
{
    /// <summary>
    /// Returns all variants, archived ones too, that a search finds by SKU, barcode or product name; null if there are too many
    /// or the words are short.
    /// </summary>
    /// <param name="db">The database of the operation.</param>
    /// <param name="q">The search as it was typed.</param>
    /// <param name="ct">Cancels the read.</param>
    public static Task<IReadOnlyList<Id<Variant>>?> OfAsync(AppDb db, string? q, CancellationToken ct)
    {
        var scanned = Barcode.ScannedIn(q);
        return db.CandidatesAsync<Variant>(
            q, (words, rows) => $"select platform.variants_with({words}, {scanned}, {rows}) as \"Value\"", ct);
    }
}
