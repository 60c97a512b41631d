using Microsoft.EntityFrameworkCore;

namespace App.Platform.Database;

/// <summary>
/// Reads which rows a search finds, from an index of three-letter parts, so that the search need not compare all rows.
/// </summary>
public static class SearchCandidates
{
    /// <summary>
    /// With more rows than this, all rows are compared: so many match that a page is found soon and a count ends at the same
    /// limit.
    /// </summary>
    public const int Most = Counting.Limit;

    /// <summary>
    /// Returns the ids of all rows that a search finds; null if there are too many, or if its words are too short for the index.
    /// </summary>
    /// <param name="db">The database of the operation.</param>
    /// <param name="q">The search as it was typed.</param>
    /// <param name="select">
    /// Returns the statement that reads ids as "Value", given the words, the longest first, and the maximum number of rows.
    /// </param>
    /// <param name="ct">Cancels the read.</param>
    public static async Task<IReadOnlyList<Id<T>>?> CandidatesAsync<T>(
        this AppDb db, string? q, Func<string[], int, FormattableString> select, CancellationToken ct)
        where T : IIdentified
    {
        if (Search.IndexedWords(q) is not { } words)
            return null;
        var ids = await db.Database.SqlQuery<Guid>(select(words, Most + 1)).ToListAsync(ct);
        return ids.Count > Most ? null : [.. ids.Select(id => new Id<T>(id))];
    }
}
