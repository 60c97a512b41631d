using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>Draws the labels below the axis of a chart, each below its day or hour.</summary>
public static class ChartLabels
{
    /// <summary>Draws the labels of some of the points.</summary>
    public static MarkupString Draw(IReadOnlyList<ChartPoint> points) => Markup.Each(Of(points.Count), at =>
    {
        var center = (100m * (at + 0.5m) / points.Count).ToString("0.##", CultureInfo.InvariantCulture);
        return Markup.Of($"""<span style="inset-inline-start:{center}%">{points[at].Label}</span>""");
    });

    /// <summary>
    /// Returns the first, the last and up to three in between, at equal distances if possible: more would overlap on a phone.
    /// </summary>
    public static IEnumerable<int> Of(int points)
    {
        if (points <= 3)
            return Enumerable.Range(0, points);
        var last = points - 1;
        var parts = last % 4 != 0 && last % 3 == 0 ? 3 : 4;
        return Enumerable.Range(0, parts + 1).Select(part => part * last / parts);
    }
}
