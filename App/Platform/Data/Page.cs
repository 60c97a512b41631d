using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace App.Platform;

/// <summary>A page of a list: <c>{ "data": [...], "has_more": true, "next_cursor": "…" }</c>.</summary>
public sealed record Page<T>(IReadOnlyList<T> Data, bool HasMore, string? NextCursor)
{
    /// <summary>For pages with a Previous button; not part of the API, see <see cref="Json"/>.</summary>
    public string? PreviousCursor { get; init; }
}

/// <summary>Which page: how many rows, and from where. Part of every list's request.</summary>
/// <param name="Limit">1 to 100.</param>
/// <param name="Cursor">As an earlier page gave it; opaque.</param>
public sealed record PageRequest(int Limit = 20, string? Cursor = null)
{
    public const int Largest = 100;

    public static PageRequest Of(int? limit, string? cursor) => new(limit ?? 20, cursor);

    public void Check(Checks checks) => checks
        .That(Limit is >= 1 and <= Largest, nameof(Limit), $"limit must be between 1 and {Largest}.", "out_of_range")
        .That(Cursor is null || App.Platform.Cursor.TryRead(Cursor, out _), nameof(Cursor), "The cursor is not one that this list gave. Start again without it.", "invalid_cursor");
}

/// <summary>Where a page begins: the sort key and id of its neighbor, and on which side of it.</summary>
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

/// <summary>Keyset paging: no OFFSET, stable while rows come in, one row read beyond the page to know whether there is more.</summary>
public static class Paging
{
    /// <summary>Newest first, by id (UUID v7 grows with time).</summary>
    public static Task<Page<TOut>> NewestAsync<T, TId, TOut>(
        this IQueryable<T> rows, PageRequest page, Expression<Func<T, Id<TId>>> id, Expression<Func<T, TOut>> project, CancellationToken ct) where TId : IIdentified =>
        PageAsync(rows, page, id, null, descending: true, project, ct);

    /// <summary>By a text column, ties by id.</summary>
    public static Task<Page<TOut>> ByTextAsync<T, TId, TOut>(
        this IQueryable<T> rows, PageRequest page, Expression<Func<T, string>> key, Expression<Func<T, Id<TId>>> id, Expression<Func<T, TOut>> project, CancellationToken ct)
        where TId : IIdentified =>
        PageAsync(rows, page, id, key, descending: false, project, ct);

    static async Task<Page<TOut>> PageAsync<T, TId, TOut>(
        IQueryable<T> rows, PageRequest page, Expression<Func<T, Id<TId>>> id, Expression<Func<T, string>>? key, bool descending,
        Expression<Func<T, TOut>> project, CancellationToken ct) where TId : IIdentified
    {
        var cursor = page.Cursor is not null && Cursor.TryRead(page.Cursor, out var read) ? read : null;
        var backward = cursor?.Backward == true;
        var down = descending != backward;
        if (cursor is not null)
            rows = rows.Where(Beyond(id, key, cursor, down));

        var ordered = key is null
            ? down ? rows.OrderByDescending(id) : rows.OrderBy(id)
            : down ? rows.OrderByDescending(key).ThenByDescending(id) : rows.OrderBy(key).ThenBy(id);

        var found = await ordered.Select(Framed(id, key, project)).Take(page.Limit + 1).ToListAsync(ct);
        var more = found.Count > page.Limit;
        if (more)
            found.RemoveAt(page.Limit);
        if (backward)
            found.Reverse();

        string? At(int index, bool back) => found.Count == 0 ? null : new Cursor(found[index].Key, found[index].Id.Value, back).ToString();
        var hasNext = backward || more;
        return new Page<TOut>([.. found.Select(row => row.Out)], hasNext, hasNext ? At(found.Count - 1, back: false) : null)
        {
            PreviousCursor = (backward ? more : cursor is not null) ? At(0, back: true) : null,
        };
    }

    sealed record Frame<TId, TOut>(string Key, Id<TId> Id, TOut Out) where TId : IIdentified;

    static Expression<Func<T, Frame<TId, TOut>>> Framed<T, TId, TOut>(Expression<Func<T, Id<TId>>> id, Expression<Func<T, string>>? key, Expression<Func<T, TOut>> project)
        where TId : IIdentified
    {
        var row = project.Parameters[0];
        var construct = typeof(Frame<TId, TOut>).GetConstructors()[0];
        return Expression.Lambda<Func<T, Frame<TId, TOut>>>(
            Expression.New(construct, key is null ? Expression.Constant("") : Inline(key, row), Inline(id, row), project.Body), row);
    }

    /// <summary>key &gt;= k and (key &gt; k or id &gt; i): the first half lets the index seek, the second settles ties.</summary>
    static Expression<Func<T, bool>> Beyond<T, TId>(Expression<Func<T, Id<TId>>> id, Expression<Func<T, string>>? key, Cursor cursor, bool down) where TId : IIdentified
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
        new Swap(lambda.Parameters[0], row).Visit(lambda.Body);

    sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
