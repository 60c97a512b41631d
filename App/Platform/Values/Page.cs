namespace App.Platform.Values;

/// <summary>Represents a page of a list: <c>{ "data": [...], "has_more": true, "next_cursor": "…" }</c>.</summary>
public sealed record Page<T>(IReadOnlyList<T> Data, bool HasMore, string? NextCursor)
{
    /// <summary>Gets the cursor for a Previous button. It is not part of the API; see <see cref="Json"/>.</summary>
    public string? PreviousCursor { get; init; }
}
