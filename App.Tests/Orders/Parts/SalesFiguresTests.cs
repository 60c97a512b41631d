using App.Orders;
using App.Orders.Parts;

namespace App.Tests.Orders.Parts;

/// <summary>What the home page says about sales figures.</summary>
public sealed class SalesFiguresTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 30, 10, 0, 0, TimeSpan.Zero);
    static readonly HomePeriod Week = new(7);

    [Fact]
    public void Each_figure_says_how_it_changed_and_whether_that_is_welcome()
    {
        var told = Told(Period(1200_00, 4, hoursOpen: 72), Period(1000_00, 5, hoursOpen: 24, endsDaysAgo: 7));

        Assert.Equal(
            [
                ("Revenue", "€1,200.00", "20% more than €1,000.00 before", Direction.Up, true),
                ("Orders", "4", "20% less than 5 before", Direction.Down, false),
                ("Average order", "€300.00", "50% more than €200.00 before", Direction.Up, true),
                ("Oldest open order", "3 days", "7 days ago: 1 day", Direction.Up, (bool?)false),
            ],
            told);
    }

    [Fact]
    public void Without_a_period_before_nothing_is_compared()
    {
        var told = Told(Period(1200_00, 4, hoursOpen: 72), null);

        Assert.All(told, figure => Assert.Equal(
            ("No full period before to compare with", Direction.None, null), (figure.Text, figure.Direction, figure.IsBetter)));
    }

    [Fact]
    public void Nothing_is_a_percentage_of_nothing()
    {
        var told = Told(Period(0, 0, hoursOpen: null), Period(0, 0, hoursOpen: null, endsDaysAgo: 7));

        Assert.Equal(
            [
                ("Revenue", "€0.00", "None in the 7 days before"),
                ("Orders", "0", "None in the 7 days before"),
                ("Average order", "None", "No orders in the last 7 days"),
                ("Oldest open order", "None", "7 days ago: none"),
            ],
            told.Select(figure => (figure.Label, figure.Value, figure.Text)));
    }

    static IReadOnlyList<(string Label, string Value, string Text, Direction Direction, bool? IsBetter)> Told(
        GetSalesFigures.Period current, GetSalesFigures.Period? before) =>
        [
            .. SalesFigures.Of(new(1, Now, current, before, []), Week).All.Select(figure =>
                (figure.Label, figure.Value, figure.Change!.Text, figure.Change.Direction, figure.Change.IsBetter)),
        ];

    static GetSalesFigures.Period Period(long revenue, int orders, double? hoursOpen, int endsDaysAgo = 0)
    {
        var until = Now.AddDays(-endsDaysAgo);
        var day = DateOnly.FromDateTime(until.Date);
        return new(
            day.AddDays(-6), day, until, new(revenue, "EUR"), orders, orders == 0 ? null : new(revenue / orders, "EUR"),
            hoursOpen is { } hours ? until.AddHours(-hours) : null);
    }
}
