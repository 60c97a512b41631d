namespace App.Platform.Values;

/// <summary>Represents a page of a list.</summary>
/// <param name="Data">The objects of the page.</param>
/// <param name="HasMore">Whether objects follow.</param>
/// <param name="NextCursor">
/// The cursor of the next page; null on the last page. With sort=updated_at it is never null: later changes follow it.
/// </param>
public sealed record Page<T>(IReadOnlyList<T> Data, bool HasMore, string? NextCursor)
{
    /// <summary>The cursor of the previous page; null on the first page.</summary>
    public string? PreviousCursor { get; init; }
}
