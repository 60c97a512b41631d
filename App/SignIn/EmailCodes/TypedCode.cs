using System.Globalization;
using System.Text;

namespace App.SignIn;

/// <summary>
/// Reads codes as people type or paste them: emailed codes, codes of authenticator apps and recovery codes. Spaces, hyphens and
/// other signs between the characters do not count, nor does the case, nor the script of the digits.
/// </summary>
public static class TypedCode
{
    /// <summary>Returns the letters and digits of a code, in ASCII capitals.</summary>
    public static string Of(string? typed)
    {
        if (typed is null || !typed.IsWholeUtf16())
            return "";
        var code = new StringBuilder(typed.Length);
        foreach (var rune in typed.Normalize(NormalizationForm.FormKC).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
                code.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            else if (rune.IsAscii && Rune.IsLetter(rune))
                code.Append((char)Rune.ToUpperInvariant(rune).Value);
        return code.ToString();
    }

    /// <summary>Returns the digits of a code that has only digits. Other characters are ignored.</summary>
    public static string DigitsOf(string? typed) => string.Concat(Of(typed).Where(char.IsAsciiDigit));
}
