using System.Globalization;

namespace App.Platform.Ui;

/// <summary>Parses numbers in the formats that people paste: "1,234.50", "1.234,50", "1 234,5" and "12.5".</summary>
public static class LooseNumber
{
    public static bool TryParse(string? text, out decimal number)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var characters = (text ?? "").Where(character => !char.IsWhiteSpace(character) && character is not '\'' and not '’');
        var compact = new string([.. characters]).Replace('−', '-');
        return decimal.TryParse(WithPoint(compact), style, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>
    /// Replaces the decimal separator with a point and removes group separators. If the text has commas and points, the last one
    /// is the decimal separator. A separator that occurs several times separates groups. One that occurs once, followed by
    /// exactly three digits, is read according to the current culture ("1,234" is 1234 in English). Any other is the decimal
    /// separator.
    /// </summary>
    static string WithPoint(string text)
    {
        int comma = text.LastIndexOf(','), point = text.LastIndexOf('.');
        if (comma >= 0 && point >= 0)
            return comma > point ? text.Replace(".", "").Replace(',', '.') : text.Replace(",", "");
        var separator = comma >= 0 ? ',' : '.';
        var at = Math.Max(comma, point);
        if (at < 0)
            return text;
        var repeats = text.IndexOf(separator) != at;
        var grouping = text.Length - at - 1 == 3
            && CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator[0] != separator;
        return repeats || grouping ? text.Replace(separator.ToString(), "") : text.Replace(separator, '.');
    }
}
