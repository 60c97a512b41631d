namespace App.Platform.Ui;

/// <summary>Chooses the days or hours of a chart that have a label below the axis.</summary>
public static class ChartLabels
{
    const int Most = 5;

    /// <summary>
    /// Returns the first, the last and up to three in between: more labels would overlap on a phone.
    /// </summary>
    public static IEnumerable<int> Of(int points)
    {
        var count = Math.Min(Most, points);
        return Enumerable.Range(0, count).Select(i => count == 1 ? 0 : i * (points - 1) / (count - 1));
    }
}
