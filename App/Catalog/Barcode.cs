using System.Text;
using System.Text.RegularExpressions;

namespace App.Catalog;

/// <summary>
/// Reads a barcode as people type it and scanners send it. All forms of one GTIN are one barcode: GTIN-8, UPC-A (also without its
/// leading zero), EAN-13 and GTIN-14, with an AIM prefix such as <c>]E0</c>, as a GS1 element string such as
/// <c>(01)04006381333931(10)A7</c> or a GS1 Digital Link.
/// </summary>
/// <param name="Text">What is stored and shown, such as 4006381333931.</param>
/// <param name="Key">Identifies the barcode: 14 digits for a GTIN, else the <see cref="TextKey"/> of the text.</param>
/// <param name="IsGtin">True for a GTIN whose check digit is right.</param>
public sealed partial record Barcode(string Text, string Key, bool IsGtin)
{
    public const int Longest = 64;

    /// <summary>What scanners send before and after a code: spaces, line ends, and control characters of theirs.</summary>
    const string Ends = " \r\n\t\0\u0002\u0003\u0004\u001d";

    /// <summary>Scanners send up to 90 characters of a GS1 element string, and a prefix.</summary>
    public const int LongestScan = 120;

    /// <summary>Returns the barcode, or null if nothing visible was sent.</summary>
    public static Barcode? Read(string? sent)
    {
        var text = Cleaned(sent ?? "");
        if (GtinIn(text) is { } gtin)
            return IsValid(gtin)
                ? new(text.Length <= 14 ? gtin : ShortestOf(gtin), gtin.PadLeft(14, '0'), true)
                : new(gtin, gtin, false);
        return TextKey.Of(text) is { } key ? new(text, key, false) : null;
    }

    /// <summary>
    /// Returns the key of the GTIN that a search consists of, so a scan finds its variant; text that no barcode has for others.
    /// </summary>
    public static string ScannedIn(string? q) => Read(q) is { IsGtin: true } barcode ? barcode.Key : "";

    /// <summary>Checks a barcode to store or to look up: its length, and the check digit of what looks like a GTIN.</summary>
    public static void Check(Checks checks, string? sent, string param)
    {
        checks.That((sent?.Length ?? 0) <= LongestScan, param, $"The barcode must be {Longest} characters or fewer.", "too_long");
        if (sent is null || sent.Length > LongestScan || !sent.IsWholeUtf16() || Read(sent) is not { } barcode)
            return;
        checks.That(barcode.Text.Length <= Longest, param, $"The barcode must be {Longest} characters or fewer.", "too_long")
            .That(!TextRules.HasInvisible(barcode.Text), param, "The barcode contains an invisible character.");
        if (!barcode.IsGtin && LooksLikeGtin().IsMatch(barcode.Text))
            checks.That(
                false, param,
                $"The check digit of {barcode.Text} should be {CheckDigit(barcode.Text[..^1])}. Scan the code again or "
                + "compare each digit. Put a letter before a code of your own that is not a GTIN.", "check_digit");
    }

    /// <summary>Removes the AIM prefix, spaces and line ends around the code, and makes full-width digits plain.</summary>
    static string Cleaned(string sent)
    {
        var text = sent.Normalize(NormalizationForm.FormKC).Trim([.. Ends]);
        text = AimPrefix().Replace(text, "").Trim(' ', '\u001d');
        var unspaced = text.Replace(" ", "", StringComparison.Ordinal);
        return unspaced.Length > 0 && unspaced.All(char.IsAsciiDigit) ? unspaced : text;
    }

    /// <summary>Returns the digits of what is, or looks like, a GTIN.</summary>
    static string? GtinIn(string text)
    {
        var marked = Marked().Match(text);
        if (marked.Success)
            return marked.Groups.Cast<Group>().Skip(1).First(group => group.Success).Value;
        var unmarked = Unmarked().Match(text);
        if (unmarked.Success && IsValid(unmarked.Groups[1].Value))
            return unmarked.Groups[1].Value;
        return LooksLikeGtin().IsMatch(text) || (text.Length == 11 && text.All(char.IsAsciiDigit) && IsValid(text)) ? text : null;
    }

    /// <summary>Returns a GTIN-14 as it is printed if it has no indicator digit: 13 digits.</summary>
    static string ShortestOf(string gtin) => gtin.Length == 14 && gtin[0] == '0' ? gtin[1..] : gtin;

    static bool IsValid(string gtin) => CheckDigit(gtin[..^1]) == gtin[^1] - '0';

    /// <summary>Returns the check digit of GS1: weights 3 and 1 from the right, up to the next ten.</summary>
    static int CheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 3 : 1);
        return (10 - sum % 10) % 10;
    }

    [GeneratedRegex(@"^\][A-Za-z][0-9A-Za-z]", RegexOptions.NonBacktracking)]
    private static partial Regex AimPrefix();

    [GeneratedRegex(@"^(?:[0-9]{8}|[0-9]{12,14})$", RegexOptions.NonBacktracking)]
    private static partial Regex LooksLikeGtin();

    // (01) or (02) in brackets, or a GS1 Digital Link
    [GeneratedRegex(@"^\(0[12]\)\s?([0-9]{14})(?:\D|$)|^https?://[^?#]*/01/([0-9]{14})(?:[/?#]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Marked();

    // 01, a GTIN, and nothing or another application identifier: batch, dates, serial number, count, measure
    [GeneratedRegex(@"^01([0-9]{14})(?:$|\u001d|(?:1[01235-7]|2[0-2]|30|37|3[1-6][0-9][0-9]|24[01]|40[0-9])\P{C})")]
    private static partial Regex Unmarked();
}
