using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace App.Organizations;

/// <summary>
/// Contains the rules for slugs: which ones an organization can choose, which ones look alike, and which ones are suggested for a
/// name. An organization's slug is the first path segment of its pages.
/// </summary>
public static partial class SlugRules
{
    public const int Shortest = 3, Longest = 40;

    /// <summary>The slug of a name without a letter that can be written in ASCII, such as one in Chinese characters.</summary>
    const string Nameless = "organization";

    /// <summary>Lists first path segments that have another use, or may get one.</summary>
    static readonly FrozenSet<string> Reserved = new[]
    {
        "login", "logout", "signup", "verify", "forgot", "reset", "select", "invite", "s", "docs", "dev", "api", "account",
        "backstage", "security", "healthz", "openapi", "assets", "scim", "saml", "oidc", "oauth", "auth", "jwks", "well-known",
        "webhooks", "hooks", "billing", "status", "trust", "privacy", "terms", "legal", "pricing", "about", "contact", "help",
        "support", "blog", "mail", "www", "app", "admin", "root", "system", "stockade", "theme", "error", "not-found",
        "refused", "favicon", "robots", "sitemap", "css", "js", "fonts", "vendor", "images", "static", "media", "files", "new",
        "metrics", "me", "settings", "home", "index", "search", "demo", Nameless,
    }.ToFrozenSet(StringComparer.Ordinal);

    static readonly FrozenSet<string> ReservedLooks = Reserved.Select(LookOf).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Returns true if the slug, or one that it looks like, has another use.</summary>
    public static bool IsReserved(string slug) => ReservedLooks.Contains(LookOf(slug));

    /// <summary>
    /// Returns why an organization cannot choose this slug, as a sentence, or null if it can unless it is taken.
    /// </summary>
    public static string? FaultOf(string slug)
    {
        if (slug.Length is < Shortest or > Longest)
            return $"The address must have {Shortest} to {Longest} characters.";
        if (!Form().IsMatch(slug))
            return "The address can have lower-case letters from a to z, digits, and single hyphens between them.";
        if (!slug.Any(char.IsAsciiLetter))
            return "The address must have at least one letter.";
        return IsReserved(slug) ? "This address is reserved, or looks like one that is. Choose a different one." : null;
    }

    /// <summary>
    /// Returns the key of all slugs that people can mistake for this one: without hyphens, and with letters for what looks like
    /// them (0 and o, 1 and l, rn and m, vv and w). Slugs with the same key belong to one organization.
    /// </summary>
    public static string LookOf(string slug) => slug
        .Replace("-", "", StringComparison.Ordinal)
        .Replace('0', 'o')
        .Replace('1', 'l')
        .Replace("rn", "m", StringComparison.Ordinal)
        .Replace("vv", "w", StringComparison.Ordinal);

    /// <summary>Returns what someone typed as a slug, in lower case and without spaces and slashes around it.</summary>
    public static string? Clean(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : typed.Trim().Trim('/').ToLowerInvariant();

    /// <summary>
    /// Returns an endless sequence of slugs for a name, best first: <c>acme</c>, <c>acme-2</c> to <c>acme-9</c>, then random ones
    /// such as <c>acme-k3v7q</c>. The caller checks which one is free.
    /// </summary>
    public static IEnumerable<string> For(string name)
    {
        var slug = From(name);
        return IsReserved(slug) ? Near(slug) : Near(slug).Prepend(slug);
    }

    /// <summary>Returns an endless sequence of slugs like this one, best first. The caller checks which one is free.</summary>
    public static IEnumerable<string> Near(string slug)
    {
        const int room = 6; // for a hyphen and five random characters
        var stem = slug.Length > Longest - room ? slug[..(Longest - room)].TrimEnd('-') : slug;
        for (var i = 2; i <= 9; i++)
            yield return string.Create(CultureInfo.InvariantCulture, $"{stem}-{i}");
        while (true)
            yield return $"{stem}-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 5)}";
    }

    /// <summary>Returns the name in lower-case ASCII letters and digits with single hyphens.</summary>
    static string From(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in Transliteration.ToAscii(name))
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        var text = Shortened(slug.ToString().Trim('-'));
        if (!text.Any(char.IsAsciiLetter))
            return text.Length == 0 ? Nameless : $"org-{text}";
        return text.Length < Shortest ? $"org-{text}" : text;
    }

    /// <summary>Cuts off what is too long: at the end of a word, unless that would leave less than half.</summary>
    static string Shortened(string slug)
    {
        const int longest = Longest - 4; // for the prefix "org-"
        if (slug.Length <= longest)
            return slug;
        var end = slug.LastIndexOf('-', longest);
        return end >= Longest / 2 ? slug[..end] : slug[..longest].TrimEnd('-');
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex Form();
}
