using System.Text;

namespace App.Platform.Values;

/// <summary>
/// Makes the key by which SKUs, numbers, codes and categories are compared and unique. Texts that people cannot tell apart, or
/// type in different ways, have one key: it ignores case, width, composition, invisible characters, kinds of dashes, quotes and
/// spaces, and spaces around the text.
/// </summary>
public static class TextKey
{
    /// <summary>Limits what is indexed: one character may stand for up to eighteen.</summary>
    const int Longest = 400;

    /// <summary>
    /// Returns the key, or null for null and blank text. Malformed text, which no request may contain, is its own key.
    /// </summary>
    public static string? Of(string? text)
    {
        if (text is null || !text.IsWholeUtf16())
            return text;
        var visible = new StringBuilder(text.Length);
        // Compatibility forms become plain letters first; folding the case may make new ones that compose.
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
            if (Rune.IsWhiteSpace(rune))
                visible.Append(' ');
            else if (!TextRules.IsInvisible(rune) && rune.Value is not (0xFE0E or 0xFE0F))
                visible.Append(Plain(rune));
        var folded = visible.ToString().ToUpperInvariant().ToLowerInvariant().Normalize(NormalizationForm.FormKC);
        var key = string.Join(' ', folded.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (key.Length == 0)
            return null;
        return key.Length <= Longest ? key : key[..Longest];
    }

    static string Plain(Rune rune) => rune.Value switch
    {
        (>= 0x2010 and <= 0x2015) or 0x2212 or 0x2043 => "-",
        0x2018 or 0x2019 or 0x201A or 0x201B or 0x2032 or 0x02BC => "'",
        0x201C or 0x201D or 0x201E or 0x201F or 0x2033 => "\"",
        _ => rune.ToString(),
    };
}
