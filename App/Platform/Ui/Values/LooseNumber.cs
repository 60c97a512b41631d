using System.Globalization;
using System.Text;

namespace App.Platform.Ui;

/// <summary>
/// Parses numbers as people in any country type and paste them: "1,234.50", "1.234,50", "1 234,5", "1'234.50", "12,34,567", "١٢٣"
/// and "１２". Text that can be read in two ways, such as "1,234", is not parsed; <see cref="Question"/> asks which one is meant.
/// The language of the page does not matter, because people type as they do at home.
/// </summary>
public static class LooseNumber
{
    /// <summary>The decimal places of a quantity.</summary>
    public const int QuantityPlaces = 4;

    // stand for an Arabic decimal separator, and for group separators that are never decimal ones
    const char Decimal = 'd', Group = '_';

    /// <summary>Parses a number that can be read in one way only.</summary>
    /// <param name="text">The text as it was typed.</param>
    /// <param name="number">The number, or 0.</param>
    /// <param name="places">The most decimal places that the number can have. More of them rule a reading out.</param>
    public static bool TryParse(string? text, out decimal number, int places = QuantityPlaces)
    {
        var plain = Plain(text);
        return IsAmbiguous(plain, places) ? Failed(out number) : TryRead(plain, places, out number);
    }

    /// <summary>Returns a question with both readings if the text can be read in two ways; null otherwise.</summary>
    public static string? Question(string? text, int places = QuantityPlaces)
    {
        var plain = Plain(text);
        if (!IsAmbiguous(plain, places))
            return null;
        var whole = plain.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        var broken = plain.Replace(',', '.');
        return $"Did you mean {whole} or {broken}? Type {whole} or {broken}0.";
    }

    /// <summary>Writes a number so that it is read as the same number again: 1.234 as "1.2340".</summary>
    public static string Text(decimal number, string format = "0.####")
    {
        var text = number.ToString(format, CultureInfo.InvariantCulture);
        return IsAmbiguous(text, QuantityPlaces) ? text + "0" : text;
    }

    /// <summary>Returns true for one comma or point between one to three digits, not starting with 0, and three digits.</summary>
    static bool IsAmbiguous(string plain, int places)
    {
        var digits = plain.TrimStart('-', '+');
        var at = digits.AsSpan().IndexOfAny(',', '.');
        return places >= 3 && at is >= 1 and <= 3 && digits[0] != '0' && digits.Length == at + 4
            && digits.All(c => char.IsAsciiDigit(c) || c is ',' or '.') && digits.Count(c => c is ',' or '.') == 1;
    }

    static bool TryRead(string plain, int places, out decimal number)
    {
        var digits = plain.TrimStart('-', '+');
        if (plain.Length - digits.Length > 1)
            return Failed(out number);
        var at = DecimalSeparatorIn(digits, places);
        var whole = at < 0 ? digits : digits[..at];
        var fraction = at < 0 ? "" : digits[(at + 1)..];
        if (!fraction.All(char.IsAsciiDigit) || whole.Length + fraction.Length == 0 || !IsGrouped(whole))
            return Failed(out number);
        var sign = plain[0] == '-' ? "-" : "";
        var figures = new string([.. whole.Where(char.IsAsciiDigit)]);
        return decimal.TryParse(
            $"{sign}{figures}.{fraction}", NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out number);
    }

    /// <summary>
    /// Returns the position of the decimal separator, or -1. It is the last comma or point, unless that one occurs several times
    /// or can only separate a group.
    /// </summary>
    static int DecimalSeparatorIn(string digits, int places)
    {
        if (digits.IndexOf(Decimal) is var arabic and >= 0)
            return arabic;
        var at = digits.AsSpan().LastIndexOfAny(',', '.');
        if (at < 0 || digits.IndexOf(digits[at]) != at)
            return -1;
        var isGroup = places < 3 && digits.Length == at + 4 && at is >= 1 and <= 3 && digits[0] != '0'
            && digits.AsSpan(0, at).IndexOfAnyExceptInRange('0', '9') < 0;
        return isGroup ? -1 : at;
    }

    /// <summary>
    /// Returns true for digits without separators, or in groups by one kind of separator: the last of three digits, those before
    /// it of three or, as in India, of two, and the first of one to three.
    /// </summary>
    static bool IsGrouped(string whole)
    {
        var separators = whole.Where(c => !char.IsAsciiDigit(c)).Distinct().ToArray();
        if (separators.Length == 0)
            return true;
        if (separators.Length > 1 || separators[0] is not (',' or '.' or Group))
            return false;
        var groups = whole.Split(separators[0]);
        return groups[0].Length is >= 1 and <= 3 && groups[^1].Length == 3
            && (groups[1..].All(group => group.Length == 3)
                || (groups[0].Length <= 2 && groups[1..^1].All(group => group.Length == 2)));
    }

    /// <summary>
    /// Returns the text with the digits of any script as 0 to 9, one kind of minus, and one stand-in for each kind of separator.
    /// </summary>
    static string Plain(string? text)
    {
        var plain = new StringBuilder();
        var trimmed = (text ?? "").Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format).ToArray();
        foreach (var rune in new string(trimmed).Trim().EnumerateRunes())
            plain.Append(Plain(rune));
        return plain.Replace($"-{Group}", "-").ToString();
    }

    static string Plain(Rune rune) => rune.Value switch
    {
        '-' or 0x2212 or 0x2010 or 0x2011 or 0x2013 or 0xFE63 or 0xFF0D => "-",
        '+' or 0xFF0B => "+",
        ',' or 0xFF0C => ",",
        '.' or 0xFF0E => ".",
        0x066B => $"{Decimal}",
        0x066C or '\'' or 0x2019 or 0xFF07 => $"{Group}",
        _ when Rune.IsWhiteSpace(rune) => $"{Group}",
        _ when Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber => $"{(int)Rune.GetNumericValue(rune)}",
        _ => "?",
    };

    static bool Failed(out decimal number)
    {
        number = 0;
        return false;
    }
}
