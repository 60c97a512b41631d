using System.Globalization;

namespace App.Platform.Ui;

/// <summary>Minor units to what a person reads, and back. Amounts stay integers until the last moment.</summary>
public static class MoneyFormat
{
    static readonly Dictionary<string, string> Symbols = new() { ["EUR"] = "€", ["USD"] = "$", ["GBP"] = "£", ["JPY"] = "¥" };

    public static string Figure(Money money) => Sign(money) + Digits(money);

    public static string Full(Money money) =>
        Symbols.TryGetValue(money.Currency, out var symbol) ? Sign(money) + symbol + Digits(money) : $"{Sign(money)}{Digits(money)}\u00A0{money.Currency}";

    /// <summary>For axes and tiles: "€18.2k".</summary>
    public static string Rounded(Money money) =>
        Symbols.TryGetValue(money.Currency, out var symbol)
            ? Sign(money) + symbol + ShortNumber.Of(Math.Abs(money.Major))
            : $"{Sign(money)}{ShortNumber.Of(Math.Abs(money.Major))}\u00A0{money.Currency}";

    /// <summary>What a person typed, in minor units; null when it has more decimals than the currency, or is too large.</summary>
    public static long? Minor(decimal major, string currency)
    {
        if (Math.Abs(major) > Money.Largest)
            return null;
        var money = Money.FromMajor(major, currency);
        return money.Major == major && Math.Abs(money.Amount) <= Money.Largest ? money.Amount : null;
    }

    /// <summary>Without grouping, as it stands in an input.</summary>
    public static string Plain(Money money) => money.Major.ToString("F" + Money.Exponent(money.Currency), CultureInfo.CurrentCulture);

    static string Sign(Money money) => money.Amount < 0 ? "−" : "";

    static string Digits(Money money) => Math.Abs(money.Major).ToString("N" + Money.Exponent(money.Currency), CultureInfo.CurrentCulture);
}
