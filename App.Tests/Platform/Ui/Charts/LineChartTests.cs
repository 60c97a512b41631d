using Bunit;

namespace App.Tests.Platform.Ui.Charts;

public sealed class LineChartTests : UiScenario
{
    [Fact]
    public void It_draws_both_periods_and_has_a_summary_a_table_and_the_values_of_each_day()
    {
        var chart = Shown([Day("2 Nov", 90, 30, "26 Oct"), Day("3 Nov", 0.5m, 60, "27 Oct")]);

        // the axis ends at 100, so 30 of it is at 112 of 160 from the top
        Assert.Equal(["150,112 450,64", "150,16 450,159.2"],
            chart.FindAll("polyline.line").Select(line => line.GetAttribute("points")));
        Assert.Equal("Revenue per day. Revenue: €90.50 from 2 Nov to 3 Nov, highest on 2 Nov with €90.00. 7 days before: €90.00.",
            chart.Find("svg").GetAttribute("aria-label"));
        Assert.Equal(["2 Nov €90.00 €30.00", "3 Nov €0.50 €60.00"], chart.FindAll("tbody tr")
            .Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent))));
        Assert.Equal(["2 Nov: Revenue €90.00, 26 Oct: €30.00", "3 Nov: Revenue €0.50, 27 Oct: €60.00"],
            chart.FindAll(".chart-part").Select(part => part.GetAttribute("aria-label")));
    }

    [Fact]
    public void Only_the_last_day_is_a_tab_stop()
    {
        var chart = Shown([Day("1 Nov", 1), Day("2 Nov", 2), Day("3 Nov", 3)]);

        Assert.Equal(["-1", "-1", "0"], chart.FindAll(".chart-part").Select(part => part.GetAttribute("tabindex")));
    }

    [Fact]
    public void Counts_have_no_ticks_between_whole_numbers_and_a_chart_without_values_says_so()
    {
        var counts = Render<LineChart>(with => with.Add(it => it.Title, "Orders").Add(it => it.ValueName, "Orders")
            .Add(it => it.Points, [new("1 Nov", 2), new("2 Nov", 1)]));

        Assert.Equal(["2", "1", "0"], counts.FindAll(".chart-y span").Select(tick => tick.TextContent));
        Assert.Equal("Nothing yet.", Render<LineChart>(with => with.Add(it => it.Title, "Orders")
            .Add(it => it.ValueName, "Orders").Add(it => it.EmptyText, "Nothing yet.")
            .Add(it => it.Points, [new("1 Nov", 0, 0)])).Find(".chart-none").TextContent);
    }

    static ChartPoint Day(string label, decimal value, decimal? before = null, string? labelBefore = null) =>
        new(label, value, before) { BeforeLabel = labelBefore };

    IRenderedComponent<LineChart> Shown(IReadOnlyList<ChartPoint> points) =>
        Render<LineChart>(with => with.Add(it => it.Title, "Revenue per day").Add(it => it.ValueName, "Revenue")
            .Add(it => it.BeforeName, "7 days before").Add(it => it.Currency, "EUR").Add(it => it.Points, points));
}
