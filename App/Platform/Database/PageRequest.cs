namespace App.Platform.Database;

/// <summary>Selects a page of a list. Every request for a list contains one.</summary>
/// <param name="Limit">Page size, 1 to 100.</param>
/// <param name="Cursor">Opaque cursor from an earlier page; null for the first page.</param>
/// <param name="Sort">
/// One of the list's <see cref="ListSorts{T}"/>; <see cref="ByUpdate"/> for the order of the last change; null for the list's
/// own.
/// </param>
/// <param name="UpdatedSince">Selects only objects that were changed at or after this time; null selects all.</param>
public sealed record PageRequest(
    int Limit = 20, string? Cursor = null, string? Sort = null, DateTimeOffset? UpdatedSince = null)
{
    public const int Largest = 100;
    public const string ByUpdate = "updated_at";

    /// <summary>Gets whether the objects are ordered by their last change, the oldest change first.</summary>
    public bool IsByUpdate => Sort == ByUpdate;

    /// <summary>Checks the request of a list.</summary>
    /// <param name="checks">Collects what is wrong.</param>
    /// <param name="sorts">The orders that the list offers, besides its own and that of the last change.</param>
    public void Check(Checks checks, IListSorts? sorts = null)
    {
        var named = sorts?.Values ?? [];
        checks.That(Limit is >= 1 and <= Largest, nameof(Limit), $"limit must be between 1 and {Largest}.", "out_of_range")
            .That(
                Sort is null or ByUpdate || named.Contains(Sort), nameof(Sort),
                $"sort must be one of {string.Join(", ", named.Append(ByUpdate))}. Omit it for the usual order of the list.")
            .That(
                Cursor is null || IsOfThisOrder(Cursor, sorts), nameof(Cursor),
                "The cursor is not one of this list in this order. Start again without a cursor.", "invalid_cursor");
    }

    bool IsOfThisOrder(string text, IListSorts? sorts) =>
        Database.Cursor.TryRead(text, out var cursor) && cursor!.Sort == Sort
        && (Sort is null || (IsByUpdate ? CursorKey.TryRead<ulong>(cursor.Key, out _) : sorts?.Reads(Sort, cursor.Key) == true));
}
