using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace App.Platform.Values;

/// <summary>Contains the rules for the characters of text that people and programs send.</summary>
public static partial class TextRules
{
    /// <summary>Returns true for text with a control character that is neither a line break nor a tab.</summary>
    public static bool HasControls(string text) => text.Any(c => char.IsControl(c) && c is not '\n' and not '\r' and not '\t');

    /// <summary>Returns true for text with a line break or a tab, including those that only Unicode knows.</summary>
    public static bool HasLineBreak(string text) =>
        text.Any(c => c is '\n' or '\r' or '\t' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029');

    /// <summary>
    /// Returns true for text with a character that cannot be seen: control characters, those that change the direction of text,
    /// those without width, and letters that are blank. A joiner is valid where a script or an emoji needs it.
    /// </summary>
    public static bool HasInvisible(string text)
    {
        Rune? before = null;
        var runes = text.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; before = runes[i], i++)
            if (IsInvisible(runes[i]) && !Joins(before, runes[i], i + 1 < runes.Length ? runes[i + 1] : null))
                return true;
        return false;
    }

    /// <summary>
    /// Returns true for text that a mail program would turn into a link: a URL, a domain, an IP address, an email address or an
    /// international phone number. Letters of other widths and characters that stand for a dot count as the plain ones.
    /// </summary>
    public static bool HasLink(string text) => Link().IsMatch(Plain(text));

    internal static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0xFE00 and <= 0xFE0D) or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>
    /// Returns true for a joiner between two letters of a script that writes with joiners (from Arabic to Mongolian), or between
    /// two emoji.
    /// </summary>
    static bool Joins(Rune? before, Rune rune, Rune? after) => rune.Value is 0x200C or 0x200D
        && before is { } left && after is { } right
        && ((IsOfJoiningScript(left) && IsOfJoiningScript(right)) || (rune.Value == 0x200D && IsEmoji(left) && IsEmoji(right)));

    static bool IsOfJoiningScript(Rune rune) => rune.Value is >= 0x0600 and <= 0x18AF
        && (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark);

    static bool IsEmoji(Rune rune) => rune.Value == 0xFE0F
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;

    /// <summary>Returns the text without marks, with letters and punctuation of other forms as the plain ones.</summary>
    static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
                plain.Append(rune.Value switch
                {
                    0x3002 or 0x06D4 or 0x0701 or 0x0702 or 0x2027 or 0xA4F8 => ".",
                    0x2044 or 0x2215 or 0x29F8 => "/",
                    0x2236 or 0xA789 or 0x02D0 => ":",
                    _ => rune.ToString(),
                });
        return plain.ToString();
    }

    // A scheme, www, an IP address, a domain (a dot between a letter or digit and two letters), an email address, a phone number.
    [GeneratedRegex(
        @"://|\b(?:https?|ftp|mailto|tel|sms|file|data|javascript|skype|whatsapp):|\bwww\.|\d{1,3}(?:\.\d{1,3}){3}"
        + @"|[\p{L}\p{N}_-]\.(?:\p{L}{2}|xn--)|\S@\S|\+\d[\d ()./-]{6,}",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}

static class Utf16
{
    /// <summary>Returns false for text with half a surrogate pair, which cannot be encoded as UTF-8.</summary>
    public static bool IsWholeUtf16(this string value)
    {
        for (var i = 0; i < value.Length; i++)
            if (char.IsSurrogate(value[i]))
            {
                if (!char.IsHighSurrogate(value[i]) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
                    return false;
                i++;
            }
        return true;
    }
}
