using System.Globalization;

namespace App.Platform.Values;

/// <summary>Sorts texts in memory as the database sorts columns with the natural collation: 2 before 10.</summary>
public static class NaturalOrder
{
    public static StringComparer Comparer { get; } =
        StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);
}
