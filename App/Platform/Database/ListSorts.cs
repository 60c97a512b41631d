using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;

namespace App.Platform.Database;

/// <summary>Names the orders that a list offers, for the API reference and for checking a request.</summary>
public interface IListSorts
{
    /// <summary>Gets the values of the sort parameter. A leading minus reverses the order.</summary>
    IReadOnlyList<string> Values { get; }

    /// <summary>Returns whether a cursor with this key can continue a page in this order.</summary>
    bool Reads(string sort, string key);
}

/// <summary>
/// Declares the columns by which a list can be sorted, besides its own order and that of the last change. Each needs an index on
/// organization, column and id, so that no page costs more than the first.
/// </summary>
public sealed class ListSorts<T> : IListSorts
{
    readonly Dictionary<string, ListSort<T>> sorts = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Values => [.. sorts.Keys.SelectMany(name => new[] { name, "-" + name })];

    /// <summary>Adds a column that is never null.</summary>
    /// <param name="name">Value of the sort parameter: the field of the response, such as <c>total</c>.</param>
    /// <param name="key">Column by which the rows are ordered. Rows with the same key are ordered by id.</param>
    public ListSorts<T> By<TKey>(string name, Expression<Func<T, TKey>> key) where TKey : IParsable<TKey>
    {
        sorts.Add(name, new ListSort<T, TKey>(key));
        return this;
    }

    public bool Reads(string sort, string key) => Find(sort, out var found, out _) && found.Reads(key);

    internal bool Find(string? sort, [NotNullWhen(true)] out ListSort<T>? found, out bool descending)
    {
        descending = sort?.StartsWith('-') == true;
        found = sort is null ? null : sorts.GetValueOrDefault(descending ? sort[1..] : sort);
        return found is not null;
    }
}

/// <summary>Orders a list by one column.</summary>
abstract class ListSort<T>
{
    public abstract bool Reads(string key);

    public abstract Task<Page<TOut>> PageAsync<TId, TOut>(
        IQueryable<T> rows, PageRequest page, Expression<Func<T, Id<TId>>> id, bool descending,
        Expression<Func<T, TOut>> project, CancellationToken ct) where TId : IIdentified;
}

sealed class ListSort<T, TKey>(Expression<Func<T, TKey>> column) : ListSort<T> where TKey : IParsable<TKey>
{
    public override bool Reads(string key) => CursorKey.TryRead<TKey>(key, out _);

    public override Task<Page<TOut>> PageAsync<TId, TOut>(
        IQueryable<T> rows, PageRequest page, Expression<Func<T, Id<TId>>> id, bool descending,
        Expression<Func<T, TOut>> project, CancellationToken ct) =>
        Paging.PageAsync(rows, page, id, column, descending, project, ct);
}
