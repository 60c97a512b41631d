using System.Buffers;
using System.Security.Cryptography;

namespace App.Platform.Operations;

/// <summary>Creates, reads and compares entity tags (RFC 9110, section 8.8.3).</summary>
public static class EntityTags
{
    public const string Any = "*";

    /// <summary>
    /// Names what proxies that compress append to a tag, before the closing quote. nginx and Cloudflare make it weak instead.
    /// </summary>
    static readonly string[] Compressions = ["gzip", "br", "zstd", "deflate"];

    static readonly SearchValues<char> Separators = SearchValues.Create("-;");

    /// <summary>Computes the entity tag from an object's JSON, which is the same in API responses and audit entries.</summary>
    public static string Of(ReadOnlySpan<byte> json)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(json, hash);
        return $"\"{Convert.ToHexStringLower(hash[..12])}\"";
    }

    /// <summary>
    /// Reads a header with entity tags. A comma within the quotes belongs to the tag, empty elements of the list are ignored, and
    /// <c>*</c> is the only element of its list.
    /// </summary>
    /// <param name="header">All values of the header; several count as one list.</param>
    /// <returns>The tags as they were sent; null if the header is malformed.</returns>
    public static IReadOnlyList<string>? TryRead(IEnumerable<string?> header)
    {
        var text = string.Join(',', header);
        if (text.Trim(' ', '\t') == Any)
            return [Any];
        var tags = new List<string>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && text[at] is ' ' or '\t' or ',')
                at++;
            if (at == text.Length)
                return tags.Count > 0 ? tags : null;
            var end = EndOfTag(text, at);
            if (end < 0)
                return null;
            tags.Add(text[at..end]);
            at = end;
            while (at < text.Length && text[at] is ' ' or '\t')
                at++;
            if (at < text.Length && text[at] != ',')
                return null;
        }
    }

    /// <summary>
    /// Returns true if one of the tags names this version. Our tags name the state of an object and not the bytes of a response,
    /// so a proxy that compresses the response does not change the version: the weak form of a tag and the form with the name of
    /// a compression are the same version. docs/decisions/0005-preconditions-and-rate-limits.md gives the reasons.
    /// </summary>
    public static bool Contain(IReadOnlyList<string> tags, string version) =>
        tags is [Any] || tags.Any(tag => VersionIn(tag) == version);

    /// <summary>Returns the position after the tag that begins here; -1 if there is no well-formed tag.</summary>
    static int EndOfTag(string text, int at)
    {
        if (string.CompareOrdinal(text, at, "W/", 0, 2) == 0)
            at += 2;
        if (at >= text.Length || text[at] != '"')
            return -1;
        for (var end = at + 1; end < text.Length; end++)
        {
            if (text[end] == '"')
                return end + 1;
            if (text[end] is <= ' ' or '\x7f')
                return -1;
        }
        return -1;
    }

    static string VersionIn(string tag)
    {
        var strong = tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
        var cut = strong.AsSpan().LastIndexOfAny(Separators);
        if (cut < 0 || !Compressions.Contains(strong[(cut + 1)..^1]))
            return strong;
        return strong[..cut].TrimEnd('-') + '"';
    }
}
