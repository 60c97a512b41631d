using System.Globalization;

namespace App.Platform.Ui;

/// <summary>Represents one result of the search for records.</summary>
/// <param name="Path">The page of the record, relative to the organization.</param>
/// <param name="Title">The number, code or name of the record.</param>
/// <param name="Note">What else people know it by, such as the customer of an order.</param>
/// <param name="Code">Another text that only this record has, such as a barcode.</param>
public sealed record FoundRecord(string Path, string Title, string? Note = null, string? Code = null)
{
    /// <summary>The maximum number of results of one kind.</summary>
    public const int Most = 5;

    /// <summary>Gets whether the search is exactly what identifies this record.</summary>
    public bool IsNamed(string words) => IsSame(Title, words) || IsSame(Code, words);

    static bool IsSame(string? text, string words)
    {
        const CompareOptions asSearched = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreWidth;
        return CultureInfo.InvariantCulture.CompareInfo.Compare(text, words, asSearched) == 0;
    }

    /// <summary>Returns the records of a list.</summary>
    public static IReadOnlyList<FoundRecord> Each<T>(Result<Page<T>> listed, Func<T, FoundRecord> show) =>
        listed.Succeeded ? [.. listed.Value.Data.Select(show)] : [];

    /// <summary>Returns one record, or none if it does not exist.</summary>
    public static IReadOnlyList<FoundRecord> One<T>(Result<T> found, Func<T, FoundRecord> show) =>
        found.Succeeded ? [show(found.Value)] : [];

    /// <summary>Returns the records of a result that is not a page.</summary>
    public static IReadOnlyList<FoundRecord> Each<T>(Result<IReadOnlyList<T>> found, Func<T, FoundRecord> show) =>
        found.Succeeded ? [.. found.Value.Select(show)] : [];
}
