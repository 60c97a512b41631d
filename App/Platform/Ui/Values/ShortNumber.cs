using System.Globalization;

namespace App.Platform.Ui;

/// <summary>Formats numbers for small spaces: 950, 1.2k, 18k, 3.4M.</summary>
public static class ShortNumber
{
    public static string Of(decimal number)
    {
        var size = Math.Abs(number);
        return size switch
        {
            >= 999_500m => Scaled(number / 1_000_000m) + "M",
            >= 1_000m => Scaled(number / 1_000m) + "k",
            _ => number.ToString("0.##", CultureInfo.CurrentCulture),
        };
    }

    static string Scaled(decimal number) =>
        number.ToString(Math.Abs(number) >= 9.95m ? "0" : "0.#", CultureInfo.CurrentCulture);
}
