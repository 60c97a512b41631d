using Bunit;

namespace App.Tests.Platform.Ui;

public sealed class ChartTests : UiScenario
{
    [Fact]
    public void A_column_chart_has_a_table_and_a_text_summary()
    {
        var chart = Render<ColumnChart>(with => with.Add(it => it.Title, "Orders per day").Add(it => it.ValueName, "Orders")
            .Add(it => it.BeforeName, "Week before")
            .Add(it => it.Points, [new("1 Nov", 4, 2), new("2 Nov", 9, 3), new("3 Nov", 0, null)]));

        Assert.Equal(["1 Nov 4 2", "2 Nov 9 3", "3 Nov 0 –"], chart.FindAll("tbody tr")
            .Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent))));
        Assert.Equal("Orders per day. Orders: 13 from 1 Nov to 3 Nov, highest on 2 Nov with 9. Week before: 5.",
            chart.Find("svg").GetAttribute("aria-label"));
    }

    [Fact]
    public void The_height_of_a_column_is_proportional_to_its_value()
    {
        var chart = Render<ColumnChart>(with => with.Add(it => it.Title, "Orders").Add(it => it.ValueName, "Orders")
            .Add(it => it.Points, [new("1 Nov", 10), new("2 Nov", 5), new("3 Nov", 0)]));

        Assert.Equal(["160", "80", "0"], chart.FindAll("rect.column").Select(column => column.GetAttribute("height")));
    }

    [Fact]
    public void A_chart_without_data_says_so()
    {
        Assert.Equal("No data yet.", Render<ColumnChart>(with => with.Add(it => it.Title, "Orders")
            .Add(it => it.ValueName, "Orders").Add(it => it.Points, [])).Find(".chart-none").TextContent);
        Assert.Empty(Render<Spark>(with => with.Add(it => it.Label, "Flat").Add(it => it.Values, [1m])).FindAll("svg"));
    }

    [Fact]
    public void A_heat_strip_is_darker_for_higher_values()
    {
        var strip = Render<HeatStrip>(with => with.Add(it => it.Title, "Stock-outs").Add(it => it.ValueName, "SKUs out of stock")
            .Add(it => it.Cells, [new("1 Nov", 0), new("2 Nov", 1), new("3 Nov", 8)]));

        Assert.Equal(["heat h0", "heat h1", "heat h4"], strip.FindAll(".heat-cells span").Select(cell => cell.ClassName));
        Assert.Equal("Stock-outs. SKUs out of stock on 2 of 3 days from 1 Nov to 3 Nov, highest on 3 Nov with 8.",
            strip.Find("[role=img]").GetAttribute("aria-label"));
    }
}
