using AngleSharp.Dom;
using App.Orders;
using Bunit;

namespace App.Tests.Platform.Ui;

/// <summary>The values of a list look like everywhere else: times, money, quantities and statuses.</summary>
public sealed class ListColumnTests : UiScenario
{
    static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_time_has_its_exact_time_as_a_tooltip()
    {
        var cell = CellOf(Noon).QuerySelector("time")!;

        Assert.Equal("2026-11-30T12:00:00Z", cell.GetAttribute("datetime"));
        Assert.Contains("12:00:00 UTC", cell.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void Money_is_shown_without_its_currency_which_the_header_names()
    {
        var figure = CellOf(new Money(123_450, "EUR")).QuerySelector(".figure")!;

        Assert.Equal("1,234.50", figure.TextContent);
        Assert.Equal("€1,234.50", figure.GetAttribute("title"));
    }

    [Fact]
    public void A_quantity_has_at_most_four_decimals() =>
        Assert.Equal("1,200.25", CellOf(1200.2500m).QuerySelector(".figure")!.TextContent);

    [Fact]
    public void A_status_has_its_color_and_shape() =>
        Assert.NotNull(CellOf(OrderStatus.Canceled).QuerySelector(".pill.neutral"));

    [Fact]
    public void A_cell_without_a_value_is_empty() => Assert.Equal("", CellOf(null).InnerHtml);

    [Fact]
    public void A_value_of_another_type_is_refused() => Assert.Throws<InvalidOperationException>(() => CellOf("text"));

    IElement CellOf(object? value) => Render<ListTable<string>>(parameters => parameters
        .Add(table => table.Label, "Things")
        .Add(table => table.Rows, ["only"])
        .Add(table => table.Columns, builder =>
        {
            builder.OpenComponent<ListColumn<string>>(0);
            builder.AddAttribute(1, nameof(ListColumn<>.Title), "Value");
            builder.AddAttribute(2, nameof(ListColumn<>.Value), (Func<string, object?>)(_ => value));
            builder.CloseComponent();
        })).Find("td .cell");
}
