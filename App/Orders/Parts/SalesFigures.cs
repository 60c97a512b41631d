using System.Globalization;

namespace App.Orders.Parts;

/// <summary>Shows sales figures in words: values, and how they changed from the period before.</summary>
public static class SalesFigures
{
    /// <summary>Says what the figures count.</summary>
    public const string Meaning =
        "Revenue is what customers owe for the orders placed in these days, fulfilled or not. Canceled orders are left out of "
        + "all figures; of an order whose rest was canceled, the fulfilled part counts. Days are those of the organization's "
        + "time zone. The days before end at this time of day, so both periods are equally long.";

    static readonly HomeChange NoPeriodBefore = new("No full period before to compare with");

    /// <summary>Returns revenue, orders, average order and age of the oldest open order.</summary>
    public static HomeFigures Of(GetSalesFigures.Figures figures, HomePeriod period)
    {
        var (current, before) = (figures.Current, figures.Before);
        return new("Sales", Meaning,
        [
            new("Revenue", MoneyFormat.Full(current.Revenue))
            {
                Change = Compared(current.Revenue.Amount, before?.Revenue.Amount, period,
                    () => MoneyFormat.Full(before!.Revenue)),
            },
            new("Orders", Number(current.Orders), "orders")
            {
                Change = Compared(current.Orders, before?.Orders, period, () => Number(before!.Orders)),
            },
            new("Average order", current.AverageOrder is { } average ? MoneyFormat.Full(average) : "None")
            {
                Change = current.AverageOrder is null
                    ? new HomeChange($"No orders in the last {period.Days} days")
                    : Compared(
                        current.AverageOrder.Value.Amount, before is null ? null : before.AverageOrder?.Amount ?? 0, period,
                        () => MoneyFormat.Full(before!.AverageOrder!.Value)),
            },
            new("Oldest open order", AgeOf(current) is { } age ? WhenText.Age(age) : "None", "orders?status=open&sort=placed_at")
            {
                Change = BacklogChange(figures, period),
            },
        ]);
    }

    /// <summary>Returns the chart of the revenue of each day.</summary>
    public static HomeChart ChartOf(GetSalesFigures.Figures figures, HomePeriod period)
    {
        return new HomeChart("Revenue per day", FindingOf(figures, period), "Revenue")
        {
            Lines =
            [
                .. figures.PerDay.Select(day => new ChartPoint(
                    HomeChart.LabelOf(day.Date), day.Revenue.Major, day.RevenueBefore?.Major)
                {
                    BeforeLabel = HomeChart.LabelOf(day.DateBefore),
                }),
            ],
            BeforeName = period.BeforeName,
            EmptyText = $"No orders in the last {2 * period.Days} days.",
            Currency = figures.Current.Revenue.Currency,
        };
    }

    static string FindingOf(GetSalesFigures.Figures figures, HomePeriod period)
    {
        var revenue = $"{MoneyFormat.Full(figures.Current.Revenue)} in the last {period.Days} days";
        if (figures.Before is not { Revenue.Amount: > 0 and var before })
            return revenue;
        var percent = PercentOf(figures.Current.Revenue.Amount, before);
        return percent switch
        {
            0 => $"{revenue}, about as much as in the {period.Days} days before",
            > 0 => $"{revenue}, {Number(percent)}% more than in the {period.Days} days before",
            _ => $"{revenue}, {Number(-percent)}% less than in the {period.Days} days before",
        };
    }

    static HomeChange Compared(
        long value, long? before, HomePeriod period, Func<string> textBefore)
    {
        if (before is null)
            return NoPeriodBefore;
        if (before == 0)
            return new HomeChange($"None in the {period.Days} days before");
        var percent = PercentOf(value, before.Value);
        return percent switch
        {
            0 => new($"About the same: {textBefore()} before"),
            > 0 => new($"{Number(percent)}% more than {textBefore()} before") { Direction = Direction.Up, IsBetter = true },
            _ => new($"{Number(-percent)}% less than {textBefore()} before") { Direction = Direction.Down, IsBetter = false },
        };
    }

    static HomeChange BacklogChange(GetSalesFigures.Figures figures, HomePeriod period)
    {
        if (figures.Before is not { } before)
            return NoPeriodBefore;
        if (AgeOf(before) is not { } ageBefore)
            return new($"{period.Days} days ago: none");
        var text = $"{period.Days} days ago: {WhenText.Age(ageBefore)}";
        var change = (AgeOf(figures.Current) ?? TimeSpan.Zero) - ageBefore;
        if (change.Duration() < TimeSpan.FromHours(1))
            return new(text);
        return change > TimeSpan.Zero
            ? new(text) { Direction = Direction.Up, IsBetter = false }
            : new(text) { Direction = Direction.Down, IsBetter = true };
    }

    static TimeSpan? AgeOf(GetSalesFigures.Period period) => period.Until - period.OldestOpenOrderAt;

    static long PercentOf(long value, long before) =>
        (long)decimal.Round(100m * (value - before) / before, 0, MidpointRounding.AwayFromZero);

    static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
