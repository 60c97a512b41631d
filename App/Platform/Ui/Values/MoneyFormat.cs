using System.Globalization;

namespace App.Platform.Ui;

/// <summary>Minor units to what a person reads. Amounts stay integers until the last moment.</summary>
public static class MoneyFormat
{
    static readonly HashSet<string> NoMinor = ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];
    static readonly HashSet<string> ThreeMinor = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
    static readonly Dictionary<string, string> Symbols = new() { ["EUR"] = "€", ["USD"] = "$", ["GBP"] = "£", ["JPY"] = "¥" };

    public static int Decimals(string currency) => NoMinor.Contains(currency) ? 0 : ThreeMinor.Contains(currency) ? 3 : 2;

    public static decimal Major(long amount, string currency)
    {
        var major = (decimal)amount;
        for (var i = Decimals(currency); i > 0; i--)
            major /= 10m;
        return major;
    }

    /// <summary>Null when the figure has more decimals than the currency, or does not fit.</summary>
    public static long? Minor(decimal major, string currency)
    {
        for (var i = Decimals(currency); i > 0 && Math.Abs(major) < long.MaxValue / 10m; i--)
            major *= 10m;
        return major == decimal.Truncate(major) && Math.Abs(major) <= long.MaxValue / 10m ? (long)major : null;
    }

    public static string Figure(long amount, string currency) => Sign(amount) + Digits(amount, currency);

    public static string Full(long amount, string currency) =>
        Symbols.TryGetValue(currency, out var symbol)
            ? Sign(amount) + symbol + Digits(amount, currency)
            : $"{Sign(amount)}{Digits(amount, currency)}\u00A0{currency}";

    /// <summary>For axes and tiles: "€18.2k".</summary>
    public static string Rounded(long amount, string currency)
    {
        var symbol = Symbols.GetValueOrDefault(currency, "");
        var text = ShortNumber.Of(Major(amount, currency));
        return symbol.Length > 0 ? symbol + text : $"{text}\u00A0{currency}";
    }

    static string Sign(long amount) => amount < 0 ? "−" : "";

    static string Digits(long amount, string currency) =>
        Math.Abs(Major(amount, currency)).ToString("N" + Decimals(currency), CultureInfo.CurrentCulture);
}
