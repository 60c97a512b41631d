using Microsoft.EntityFrameworkCore;

namespace App.Platform.Database;

/// <summary>Counts the rows of a list. Without being asked for more, it stops at a limit, so a count never takes long.</summary>
public static class Counting
{
    /// <summary>Rows beyond this number are counted only on request.</summary>
    public const int Limit = 10_000;

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
