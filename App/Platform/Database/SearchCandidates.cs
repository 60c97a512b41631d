using Microsoft.EntityFrameworkCore;

namespace App.Platform.Database;

/// <summary>
/// Reads which rows a search finds, from an index of three-letter parts, so that the search need not compare all rows.
/// </summary>
public static class SearchCandidates
{
    /// <summary>
    /// With more rows than this, all rows are compared: in a list of 50,000, that costs less than reading a few thousand one by
    /// one (docs/decisions/0040-searches-of-lists.md).
    /// </summary>
    public const int Most = 500;

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
        if (string.IsNullOrWhiteSpace(q))
            return null;
        if (Search.IndexedWords(q) is { } words)
        {
            var ids = await db.Database.SqlQuery<Guid>(select(words, Most + 1)).ToListAsync(ct);
            if (ids.Count <= Most)
                return [.. ids.Select(id => new Id<T>(id))];
        }
        // all rows are compared now; a plan for any parameters would fold the searched words once for each row
        await db.Database.ExecuteSqlAsync($"select set_config('plan_cache_mode', 'force_custom_plan', true)", ct);
        return null;
    }
}
