using System.Globalization;
using System.Text.Json.Serialization;

namespace App.Platform.Ui;

/// <summary>Holds a chart of the last days: lines, or cells of a heat strip.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Finding">What the chart shows, in one sentence.</param>
/// <param name="ValueName">The name of the values, such as "Revenue".</param>
public sealed record HomeChart(string Title, string Finding, string ValueName)
{
    public IReadOnlyList<ChartPoint>? Lines { get; init; }

    /// <summary>Gets the name of the values of the previous period.</summary>
    public string? BeforeName { get; init; }

    /// <summary>Gets the text shown instead of lines that are all zero.</summary>
    public string? EmptyText { get; init; }

    /// <summary>Gets the currency if the values of the lines are amounts in its major unit.</summary>
    public string? Currency { get; init; }

    public IReadOnlyList<HeatCell>? Cells { get; init; }

    /// <summary>Gets whether a value is not zero.</summary>
    [JsonIgnore]
    public bool HasData => Lines?.Any(point => point.Value != 0 || point.Before is not (null or 0)) == true
        || Cells?.Any(cell => cell.Value != 0) == true;

    /// <summary>Returns the label of a day, such as "3 Nov".</summary>
    public static string LabelOf(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);
}
