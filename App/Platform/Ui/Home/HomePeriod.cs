using System.Globalization;

namespace App.Platform.Ui;

/// <summary>Represents the days that the figures of the home page are about: the last 7, 30 or 90, today included.</summary>
public sealed record HomePeriod(int Days)
{
    /// <summary>Names the parameter of the URL.</summary>
    public const string Query = "days";

    static readonly HomePeriod Usual = new(30);
    static readonly HomePeriod[] Offered = [new(7), Usual, new(90)];

    /// <summary>Gets the tabs that switch between the periods.</summary>
    public static IReadOnlyList<FilterTab> Tabs { get; } =
        [.. Offered.Select(period => new FilterTab(period == Usual ? "" : period.Text, $"{period.Text} days"))];

    /// <summary>Gets what the same number of days before is called.</summary>
    public string BeforeName => $"{Text} days before";

    string Text => Days.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the period that the URL names; 30 days if it names none that is offered.</summary>
    public static HomePeriod Of(string? days) => Offered.FirstOrDefault(period => period.Text == days) ?? Usual;
}
