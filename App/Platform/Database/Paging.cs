using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace App.Platform.Database;

/// <summary>
/// Pages through lists by key instead of OFFSET, so pages stay stable while rows are added. It reads one row more than the page
/// to know whether there are more. Every list can also be ordered by the last change (<see cref="ListedTables"/>); it then shows
/// only changes that no running transaction can precede, so a program that remembers its cursor misses none.
/// </summary>
public static class Paging
{
    /// <summary>Returns a page of the newest rows first, ordered by id (UUID v7 grows with time).</summary>
    /// <param name="rows">The rows of the list.</param>
    /// <param name="page">The page to return.</param>
    /// <param name="id">Id of the row.</param>
    /// <param name="changedAt">Time of the row's last change, for <see cref="PageRequest.UpdatedSince"/>.</param>
    /// <param name="project">Converts a row to an element of the page.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <param name="sorts">Other orders that the list offers.</param>
    public static Task<Page<TOut>> NewestAsync<T, TId, TOut>(
        this IQueryable<T> rows, PageRequest page, Expression<Func<T, Id<TId>>> id,
        Expression<Func<T, DateTimeOffset>> changedAt, Expression<Func<T, TOut>> project, CancellationToken ct,
        ListSorts<T>? sorts = null)
        where TId : IIdentified =>
        SortedAsync(rows, page, id, changedAt, project, sorts, ct)
        ?? PageAsync<T, TId, string, TOut>(Since(rows, page, changedAt), page, id, null, descending: true, project, ct);

    /// <summary>Returns a page ordered by a text column, then by id.</summary>
    /// <param name="rows">The rows of the list.</param>
    /// <param name="page">The page to return.</param>
    /// <param name="key">Text by which the rows are ordered.</param>
    /// <param name="id">Id of the row.</param>
    /// <param name="changedAt">Time of the row's last change, for <see cref="PageRequest.UpdatedSince"/>.</param>
    /// <param name="project">Converts a row to an element of the page.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <param name="sorts">Other orders that the list offers.</param>
    public static Task<Page<TOut>> ByTextAsync<T, TId, TOut>(
        this IQueryable<T> rows, PageRequest page, Expression<Func<T, string>> key, Expression<Func<T, Id<TId>>> id,
        Expression<Func<T, DateTimeOffset>> changedAt, Expression<Func<T, TOut>> project, CancellationToken ct,
        ListSorts<T>? sorts = null)
        where TId : IIdentified =>
        SortedAsync(rows, page, id, changedAt, project, sorts, ct)
        ?? PageAsync(Since(rows, page, changedAt), page, id, key, descending: false, project, ct);

    /// <summary>Returns a page in the order that the request names; null if it names none.</summary>
    static Task<Page<TOut>>? SortedAsync<T, TId, TOut>(
        IQueryable<T> rows, PageRequest page, Expression<Func<T, Id<TId>>> id, Expression<Func<T, DateTimeOffset>> changedAt,
        Expression<Func<T, TOut>> project, ListSorts<T>? sorts, CancellationToken ct)
        where TId : IIdentified
    {
        if (page.IsByUpdate)
            return ByUpdateAsync(rows, page, id, changedAt, project, ct);
        return sorts is not null && sorts.Find(page.Sort, out var sort, out var descending)
            ? sort.PageAsync(Since(rows, page, changedAt), page, id, descending, project, ct)
            : null;
    }

    /// <summary>
    /// Returns a page ordered by the last change. It always has a next cursor: a program that has read everything keeps it and
    /// asks again later.
    /// </summary>
    static async Task<Page<TOut>> ByUpdateAsync<T, TId, TOut>(
        IQueryable<T> rows, PageRequest page, Expression<Func<T, Id<TId>>> id, Expression<Func<T, DateTimeOffset>> changedAt,
        Expression<Func<T, TOut>> project, CancellationToken ct)
        where TId : IIdentified
    {
        var changedIn = ListedTables.ChangedIn(id);
        var settled = Since(rows, page, changedAt).Where(ListedTables.IsSettled(changedIn));
        var found = await PageAsync(settled, page, id, changedIn, descending: false, project, ct);
        return found with
        {
            NextCursor = found.NextCursor ?? page.Cursor ?? Cursor.BeforeAllChanges.ToString(),
        };
    }

    static IQueryable<T> Since<T>(IQueryable<T> rows, PageRequest page, Expression<Func<T, DateTimeOffset>> changedAt)
    {
        if (page.UpdatedSince is not { } since)
            return rows;
        Expression<Func<DateTimeOffset>> captured = () => since;
        return rows.Where(Expression.Lambda<Func<T, bool>>(
            Expression.GreaterThanOrEqual(changedAt.Body, captured.Body), changedAt.Parameters));
    }

    internal static async Task<Page<TOut>> PageAsync<T, TId, TKey, TOut>(
        IQueryable<T> rows, PageRequest page, Expression<Func<T, Id<TId>>> id, Expression<Func<T, TKey>>? key, bool descending,
        Expression<Func<T, TOut>> project, CancellationToken ct)
        where TId : IIdentified where TKey : IParsable<TKey>
    {
        var cursor = page.Cursor is not null && Cursor.TryRead(page.Cursor, out var read) ? read : null;
        var backward = cursor?.Backward == true;
        var down = descending != backward;
        if (cursor is not null)
            rows = rows.Where(Beyond(id, key, cursor, down));

        IOrderedQueryable<T> ordered;
        if (key is null)
            ordered = down ? rows.OrderByDescending(id) : rows.OrderBy(id);
        else
            ordered = down ? rows.OrderByDescending(key).ThenByDescending(id) : rows.OrderBy(key).ThenBy(id);

        var found = await ordered.Select(WithKey(id, key, project)).Take(page.Limit + 1).ToListAsync(ct);
        var more = found.Count > page.Limit;
        if (more)
            found.RemoveAt(page.Limit);
        if (backward)
            found.Reverse();

        string? CursorAt(int index, bool back)
        {
            if (found.Count == 0)
                return null;
            return new Cursor(CursorKey.Write(found[index].Key), found[index].Id.Value, back, page.Sort).ToString();
        }

        var hasNext = backward || more;
        var next = hasNext || page.IsByUpdate ? CursorAt(found.Count - 1, back: false) : null;
        return new Page<TOut>([.. found.Select(row => row.Out)], hasNext, next)
        {
            PreviousCursor = (backward ? more : cursor is not null) ? CursorAt(0, back: true) : null,
        };
    }

    /// <summary>Holds a projected row with the sort key and id that a cursor needs.</summary>
    sealed record KeyedRow<TKey, TId, TOut>(TKey? Key, Id<TId> Id, TOut Out) where TId : IIdentified;

    static Expression<Func<T, KeyedRow<TKey, TId, TOut>>> WithKey<T, TKey, TId, TOut>(
        Expression<Func<T, Id<TId>>> id, Expression<Func<T, TKey>>? key, Expression<Func<T, TOut>> project)
        where TId : IIdentified
    {
        var row = project.Parameters[0];
        var construct = typeof(KeyedRow<TKey, TId, TOut>).GetConstructors()[0];
        return Expression.Lambda<Func<T, KeyedRow<TKey, TId, TOut>>>(
            Expression.New(
                construct, key is null ? Expression.Constant(default(TKey), typeof(TKey)) : Inline(key, row), Inline(id, row),
                project.Body),
            row);
    }

    /// <summary>
    /// Builds <c>key &gt;= k and (key &gt; k or id &gt; i)</c>: the first half lets the index seek, the second breaks ties.
    /// </summary>
    static Expression<Func<T, bool>> Beyond<T, TId, TKey>(
        Expression<Func<T, Id<TId>>> id, Expression<Func<T, TKey>>? key, Cursor cursor, bool down)
        where TId : IIdentified where TKey : IParsable<TKey>
    {
        var row = id.Parameters[0];
        var edge = new Id<TId>(cursor.Id);
        Expression<Func<Id<TId>>> captured = () => edge;
        var idBeyond = Expression.MakeBinary(down ? ExpressionType.LessThan : ExpressionType.GreaterThan, id.Body, captured.Body);
        if (key is null)
            return Expression.Lambda<Func<T, bool>>(idBeyond, row);

        if (!CursorKey.TryRead<TKey>(cursor.Key, out var edgeKey))
            throw new FormatException("The request's check lets no such cursor pass.");
        Expression<Func<TKey>> capturedKey = () => edgeKey;
        Expression left = Inline(key, row);
        Expression right = capturedKey.Body;
        if (typeof(TKey) == typeof(string))
        {
            // the database compares them, with the collation of the column
            left = Expression.Call(typeof(string), nameof(string.Compare), null, left, right);
            right = Expression.Constant(0);
        }
        var notBefore = down ? Expression.LessThanOrEqual(left, right) : Expression.GreaterThanOrEqual(left, right);
        var beyond = down ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);
        return Expression.Lambda<Func<T, bool>>(Expression.AndAlso(notBefore, Expression.OrElse(beyond, idBeyond)), row);
    }

    static Expression Inline<T, TValue>(Expression<Func<T, TValue>> lambda, ParameterExpression row) =>
        new ParameterReplacer(lambda.Parameters[0], row).Visit(lambda.Body);
}
