namespace App.Platform.Ui;

/// <summary>
/// Holds the label ("3 Nov") and value of one column or point, and the value of the same day or hour in the previous period.
/// </summary>
public sealed record ChartPoint(string Label, decimal Value, decimal? Before = null)
{
    /// <summary>Gets the label of the day or hour in the previous period, if it is to be shown.</summary>
    public string? BeforeLabel { get; init; }
}
