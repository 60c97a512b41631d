using System.Globalization;

namespace App.Platform.Ui;

/// <summary>Formats amounts in minor units for display and converts typed amounts to minor units.</summary>
public static class MoneyFormat
{
    static readonly Dictionary<string, string> Symbols = new() { ["EUR"] = "€", ["USD"] = "$", ["GBP"] = "£", ["JPY"] = "¥" };

    /// <summary>Formats the amount without its currency: "18,240.50".</summary>
    public static string Figure(Money money) => Sign(money) + Digits(money);

    /// <summary>Formats the amount with its currency: "€18,240.50" or "1,234.567 KWD".</summary>
    public static string Full(Money money) =>
        Symbols.TryGetValue(money.Currency, out var symbol)
            ? Sign(money) + symbol + Digits(money)
            : $"{Sign(money)}{Digits(money)}\u00A0{money.Currency}";

    /// <summary>Formats the rounded amount for axes and tiles: "€18k".</summary>
    public static string Rounded(Money money) =>
        Symbols.TryGetValue(money.Currency, out var symbol)
            ? Sign(money) + symbol + ShortNumber.Of(Math.Abs(money.Major))
            : $"{Sign(money)}{ShortNumber.Of(Math.Abs(money.Major))}\u00A0{money.Currency}";

    /// <summary>
    /// Converts a typed amount to minor units. Returns null if it has more decimals than the currency or is too large.
    /// </summary>
    public static long? Minor(decimal major, string currency)
    {
        if (Math.Abs(major) > Money.Largest)
            return null;
        var money = Money.FromMajor(major, currency);
        return money.Major == major && Math.Abs(money.Amount) <= Money.Largest ? money.Amount : null;
    }

    /// <summary>
    /// Formats the amount for an input, without currency and group separators, so that it is read as the same amount again.
    /// </summary>
    public static string Plain(Money money) =>
        LooseNumber.Text(money.Major, "F" + Money.Exponent(money.Currency));

    static string Sign(Money money) => money.Amount < 0 ? "−" : "";

    static string Digits(Money money) =>
        Math.Abs(money.Major).ToString("N" + Money.Exponent(money.Currency), CultureInfo.CurrentCulture);
}
