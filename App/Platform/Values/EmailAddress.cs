using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace App.Platform.Values;

/// <summary>
/// The one rule for which texts are the same email address, and which are none. Addresses that differ only in case, in the
/// composition of their characters, in invisible characters, in surrounding spaces or in the spelling of their domain (Unicode or
/// punycode) are one address. Tags (<c>+tag</c>) and dots make different addresses.
/// </summary>
public static partial class EmailAddress
{
    /// <summary>The longest address and its longest part before the @, in characters (RFC 5321).</summary>
    public const int Longest = 254, LongestLocalPart = 64;

    /// <summary>The characters of an unquoted local part other than letters, digits and dots (RFC 5322, "atext").</summary>
    const string Symbols = "!#$%&'*+-/=?^_`{|}~";

    static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// Returns the form in which addresses are compared, counted and looked up. It is never shown and nothing is sent to it.
    /// </summary>
    public static string KeyOf(string? typed)
    {
        var clean = Clean(typed);
        return (Parse(clean) is var (local, domain) ? $"{local}@{domain}" : clean).ToUpperInvariant();
    }

    public static bool AreSame(string? one, string? other) => KeyOf(one) == KeyOf(other);

    /// <summary>
    /// Returns an address as it is stored and shown: without surrounding spaces and invisible characters, and composed.
    /// </summary>
    public static string Clean(string? typed)
    {
        var visible = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes()) // half a surrogate pair becomes U+FFFD, which no address contains
            if (!IsInvisible(rune))
                visible.Append(rune);
        return visible.ToString().Trim().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Returns the address for a mail server, with its domain in ASCII. Other text stays as it is.</summary>
    public static string ForServer(string address)
    {
        var clean = Clean(address);
        return Parse(clean) is var (local, domain) ? $"{local}@{domain}" : clean;
    }

    /// <summary>
    /// Returns an address as logs that are never changed show it: the first character and the domain, such as
    /// <c>r…@cafe.example</c>. It is enough to recognize an address, and not enough to write to it.
    /// </summary>
    public static string Mask(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 ? $"{address[0]}…{address[at..]}" : "";
    }

    /// <summary>Returns the text without the addresses in it, such as the reason that a mail server gives for a bounce.</summary>
    public static string Without(string text) => AnyAddress().Replace(text, "(address)");

    [GeneratedRegex(@"[^\s<>()""',;:]+@[^\s<>()""',;:]*[^\s<>()""',;:.]")]
    private static partial Regex AnyAddress();

    /// <summary>
    /// Returns what is wrong with an address, as the end of a sentence that begins with its label, or null if a mail server can
    /// take it.
    /// </summary>
    public static string? FaultOf(string typed)
    {
        var clean = Clean(typed);
        var at = clean.LastIndexOf('@');
        if (at <= 0 || at == clean.Length - 1)
            return "must look like name@example.com.";
        var local = clean[..at];
        if (!local.All(char.IsAscii))
            return "has letters before the @ that mail servers don't accept. Use only letters from a to z, digits and symbols.";
        if (!IsLocalPart(local))
            return "must look like name@example.com.";
        if (local.Length > LongestLocalPart)
            return $"has more than {LongestLocalPart} characters before the @.";
        if (DomainOf(clean[(at + 1)..]) is not { } domain)
            return "has no usable domain after the @. It must look like name@example.com.";
        return local.Length + 1 + domain.Length > Longest ? $"must be {Longest} characters or fewer." : null;
    }

    static (string Local, string Domain)? Parse(string clean)
    {
        var at = clean.LastIndexOf('@');
        return at > 0 && DomainOf(clean[(at + 1)..]) is { } domain ? (clean[..at], domain) : null;
    }

    static bool IsLocalPart(string local) =>
        local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
        && local.All(c => char.IsAsciiLetterOrDigit(c) || c == '.' || Symbols.Contains(c, StringComparison.Ordinal));

    /// <summary>Returns a domain in ASCII and lower case; null if no host can have that name.</summary>
    static string? DomainOf(string typed)
    {
        if (!TryMap(typed, out var ascii))
            return null;
        var labels = ascii.Split('.');
        var isHost = labels.Length >= 2 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);
        return isHost && ascii.Length <= 253 ? ascii : null;
    }

    static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    static bool TryMap(string typed, [NotNullWhen(true)] out string? ascii)
    {
        ascii = null;
        try
        {
            // mapping back and forth finds names that only look like punycode, and spells the others uniformly
            ascii = Domains.GetAscii(Domains.GetUnicode(Domains.GetAscii(typed))).ToLowerInvariant();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0
        || rune.Value is (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
