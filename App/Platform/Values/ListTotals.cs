namespace App.Platform.Values;

/// <summary>Contains how many rows a filter selects, on all pages of a list.</summary>
/// <param name="Count">Number of rows; the limit of counting if there are more.</param>
/// <param name="IsExact">False if there are more rows than were counted.</param>
public sealed record ListCount(long Count, bool IsExact);

/// <summary>Contains the number of rows that a filter selects, their sum, and the numbers for the tabs above the list.</summary>
/// <param name="Rows">Number of rows that the filter selects.</param>
/// <param name="Sum">Sum of the rows; null if the list has no amounts, or if the rows were not all counted.</param>
/// <param name="Tabs">Number of rows of each tab by its value; only the open one if the others were not counted.</param>
public sealed record ListTotals(ListCount Rows, Money? Sum, IReadOnlyDictionary<string, ListCount> Tabs)
{
    /// <summary>Returns the totals of a list without amounts and without counted tabs.</summary>
    public static ListTotals Of(ListCount rows) => new(rows, null, new Dictionary<string, ListCount>());
}
