using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// Draws times, amounts of money, quantities and statuses, for the components of the same names and for the cells of lists. A
/// component in each cell would take two kilobytes of memory while the page is open.
/// </summary>
public static class ValueMarkup
{
    /// <summary>Draws a time as a short text with the exact time as its tooltip.</summary>
    /// <param name="at">The time.</param>
    /// <param name="text">The short text, of <see cref="WhenText"/>.</param>
    /// <param name="zone">Time zone of the exact time.</param>
    public static MarkupString Time(DateTimeOffset at, string text, TimeZoneInfo zone)
    {
        var utc = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return Markup.Of($"""<time class="when" datetime="{utc}" title="{WhenText.Exact(at, zone)}">{text}</time>""");
    }

    /// <summary>Draws an amount of money with its currency.</summary>
    public static MarkupString Money(Money value) => Markup.Of($"""<span class="figure">{MoneyFormat.Full(value)}</span>""");

    /// <summary>Draws an amount of money without its currency, which the header of the column names.</summary>
    public static MarkupString BareMoney(Money value) =>
        Markup.Of($"""<span class="figure" title="{MoneyFormat.Full(value)}">{MoneyFormat.Figure(value)}</span>""");

    /// <summary>Draws a quantity.</summary>
    /// <param name="value">The quantity.</param>
    /// <param name="unit">Its unit, which is shown after it; null for none.</param>
    /// <param name="plusSign">Whether a positive number has a plus sign, as in stock movements.</param>
    public static MarkupString Quantity(decimal value, string? unit = null, bool plusSign = false)
    {
        var sign = value < 0 ? "−" : plusSign && value > 0 ? "+" : "";
        var text = sign + Math.Abs(value).ToString("#,0.####", CultureInfo.CurrentCulture);
        var after = unit is null ? default : Markup.Of($"""<span class="unit">&nbsp;{unit}</span>""");
        return Markup.Of($"""<span class="{(value < 0 ? "figure minus" : "figure")}">{text}</span>{after}""");
    }

    /// <summary>Draws a status with its color and shape.</summary>
    public static MarkupString Status(StatusName name) =>
        Markup.Of($"""<span class="{StatusName.ClassesOf(name.Tone, name.Shape)}">{name.Text}</span>""");
}
