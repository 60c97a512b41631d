using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace App.Platform.Database;

/// <summary>Selects a page of a list. Every request for a list contains one.</summary>
/// <param name="Limit">Page size, 1 to 100.</param>
/// <param name="Cursor">Opaque cursor from an earlier page; null for the first page.</param>
public sealed record PageRequest(int Limit = 20, string? Cursor = null)
{
    public const int Largest = 100;

    public static PageRequest Of(int? limit, string? cursor) => new(limit ?? 20, cursor);

    public void Check(Checks checks) => checks
        .That(Limit is >= 1 and <= Largest, nameof(Limit), $"limit must be between 1 and {Largest}.", "out_of_range")
        .That(
            Cursor is null || Database.Cursor.TryRead(Cursor, out _), nameof(Cursor),
            "The cursor is not valid. Start again without a cursor.", "invalid_cursor");
}

/// <summary>Marks where a page begins: the sort key and id of the row next to it, and the direction.</summary>
public sealed record Cursor(string Key, Guid Id, bool Backward)
{
    public override string ToString() => System.Buffers.Text.Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    public static bool TryRead(string text, out Cursor? cursor)
    {
        cursor = null;
        if (text.Length > 1000)
            return false;
        try
        {
            cursor = JsonSerializer.Deserialize<Cursor>(System.Buffers.Text.Base64Url.DecodeFromChars(text));
            return cursor?.Key is not null && !cursor.Key.Contains('\0', StringComparison.Ordinal);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or NotSupportedException)
        {
            return false;
        }
    }
}

/// <summary>
/// Pages through lists by key instead of OFFSET, so pages stay stable while rows are added. It reads one row more than the page
/// to know whether there are more.
/// </summary>
public static class Paging
{
    /// <summary>Returns a page of the newest rows first, ordered by id (UUID v7 grows with time).</summary>
    public static Task<Page<TOut>> NewestAsync<T, TId, TOut>(
        this IQueryable<T> rows, PageRequest page, Expression<Func<T, Id<TId>>> id, Expression<Func<T, TOut>> project,
        CancellationToken ct)
        where TId : IIdentified =>
        PageAsync(rows, page, id, null, descending: true, project, ct);

    /// <summary>Returns a page ordered by a text column, then by id.</summary>
    public static Task<Page<TOut>> ByTextAsync<T, TId, TOut>(
        this IQueryable<T> rows, PageRequest page, Expression<Func<T, string>> key, Expression<Func<T, Id<TId>>> id,
        Expression<Func<T, TOut>> project, CancellationToken ct)
        where TId : IIdentified =>
        PageAsync(rows, page, id, key, descending: false, project, ct);

    static async Task<Page<TOut>> PageAsync<T, TId, TOut>(
        IQueryable<T> rows, PageRequest page, Expression<Func<T, Id<TId>>> id, Expression<Func<T, string>>? key, bool descending,
        Expression<Func<T, TOut>> project, CancellationToken ct)
        where TId : IIdentified
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

        string? CursorAt(int index, bool back) =>
            found.Count == 0 ? null : new Cursor(found[index].Key, found[index].Id.Value, back).ToString();

        var hasNext = backward || more;
        return new Page<TOut>([.. found.Select(row => row.Out)], hasNext, hasNext ? CursorAt(found.Count - 1, back: false) : null)
        {
            PreviousCursor = (backward ? more : cursor is not null) ? CursorAt(0, back: true) : null,
        };
    }

    /// <summary>Holds a projected row with the sort key and id that a cursor needs.</summary>
    sealed record KeyedRow<TId, TOut>(string Key, Id<TId> Id, TOut Out) where TId : IIdentified;

    static Expression<Func<T, KeyedRow<TId, TOut>>> WithKey<T, TId, TOut>(
        Expression<Func<T, Id<TId>>> id, Expression<Func<T, string>>? key, Expression<Func<T, TOut>> project)
        where TId : IIdentified
    {
        var row = project.Parameters[0];
        var construct = typeof(KeyedRow<TId, TOut>).GetConstructors()[0];
        return Expression.Lambda<Func<T, KeyedRow<TId, TOut>>>(
            Expression.New(
                construct, key is null ? Expression.Constant("") : Inline(key, row), Inline(id, row), project.Body),
            row);
    }

    /// <summary>
    /// Builds <c>key &gt;= k and (key &gt; k or id &gt; i)</c>: the first half lets the index seek, the second breaks ties.
    /// </summary>
    static Expression<Func<T, bool>> Beyond<T, TId>(
        Expression<Func<T, Id<TId>>> id, Expression<Func<T, string>>? key, Cursor cursor, bool down)
        where TId : IIdentified
    {
        var row = id.Parameters[0];
        var edge = new Id<TId>(cursor.Id);
        Expression<Func<Id<TId>>> captured = () => edge;
        var idBeyond = Expression.MakeBinary(down ? ExpressionType.LessThan : ExpressionType.GreaterThan, id.Body, captured.Body);
        if (key is null)
            return Expression.Lambda<Func<T, bool>>(idBeyond, row);

        var edgeKey = cursor.Key;
        Expression<Func<string>> capturedKey = () => edgeKey;
        var compare = Expression.Call(typeof(string), nameof(string.Compare), null, Inline(key, row), capturedKey.Body);
        var zero = Expression.Constant(0);
        var notBefore = down ? Expression.LessThanOrEqual(compare, zero) : Expression.GreaterThanOrEqual(compare, zero);
        var beyond = down ? Expression.LessThan(compare, zero) : Expression.GreaterThan(compare, zero);
        return Expression.Lambda<Func<T, bool>>(Expression.AndAlso(notBefore, Expression.OrElse(beyond, idBeyond)), row);
    }

    static Expression Inline<T, TValue>(Expression<Func<T, TValue>> lambda, ParameterExpression row) =>
        new ParameterReplacer(lambda.Parameters[0], row).Visit(lambda.Body);

    sealed class ParameterReplacer(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
