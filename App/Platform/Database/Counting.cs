using Microsoft.EntityFrameworkCore;

namespace App.Platform.Database;

/// <summary>Counts the rows of a list. Without being asked for more, it stops at a limit, so a count never takes long.</summary>
public static class Counting
{
    /// <summary>Rows beyond this number are counted only on request.</summary>
    public const int Limit = 10_000;

    /// <summary>Counts the rows of a list and of the tabs above it.</summary>
    /// <param name="rowsOf">Returns the rows of a tab.</param>
    /// <param name="current">The tab that is open.</param>
    /// <param name="others">The other tabs; none if counting them would take too long.</param>
    /// <param name="all">True to count all rows of the open tab, however many there are.</param>
    /// <param name="ct">Cancels the count.</param>
    public static async Task<ListTotals> TotalsAsync<T>(
        Func<string, IQueryable<T>> rowsOf, string current, IEnumerable<string> others, bool all, CancellationToken ct)
    {
        var rows = await rowsOf(current).CountRowsAsync(all, ct);
        var tabs = new Dictionary<string, ListCount> { [current] = rows };
        foreach (var tab in others.Where(tab => tab != current))
            tabs[tab] = await rowsOf(tab).CountRowsAsync(all: false, ct);
        return new(rows, null, tabs);
    }

    /// <summary>Counts the rows.</summary>
    /// <param name="rows">The rows of the list.</param>
    /// <param name="all">True to count all rows, however many there are.</param>
    /// <param name="ct">Cancels the count.</param>
    public static async Task<ListCount> CountRowsAsync<T>(this IQueryable<T> rows, bool all, CancellationToken ct)
    {
        if (all)
            return new(await rows.LongCountAsync(ct), IsExact: true);
        var counted = await rows.Select(_ => 1).Take(Limit + 1).CountAsync(ct);
        return new(Math.Min(counted, Limit), counted <= Limit);
    }
}
