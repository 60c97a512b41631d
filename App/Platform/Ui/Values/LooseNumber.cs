using System.Globalization;

namespace App.Platform.Ui;

/// <summary>Reads what people paste: "1,234.50", "1.234,50", "1 234,5" and "12.5" all mean what they look like.</summary>
public static class LooseNumber
{
    public static bool TryParse(string? text, out decimal number)
    {
        var compact = new string([.. (text ?? "").Where(letter => !char.IsWhiteSpace(letter) && letter is not '\'' and not '’')]).Replace('−', '-');
        return decimal.TryParse(
            WithPoint(compact), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>
    /// With both signs present the later one is the decimal sign. One sign alone, once, before exactly three digits, is
    /// read by the culture ("1,234" is a thousand in English); otherwise it is the decimal sign, or grouping when it repeats.
    /// </summary>
    static string WithPoint(string text)
    {
        int comma = text.LastIndexOf(','), point = text.LastIndexOf('.');
        if (comma >= 0 && point >= 0)
            return comma > point ? text.Replace(".", "").Replace(',', '.') : text.Replace(",", "");
        var sign = comma >= 0 ? ',' : '.';
        var at = Math.Max(comma, point);
        if (at < 0)
            return text;
        var repeats = text.IndexOf(sign) != at;
        var grouping = text.Length - at - 1 == 3 && CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator[0] != sign;
        return repeats || grouping ? text.Replace(sign.ToString(), "") : text.Replace(sign, '.');
    }
}
