using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace App.Organizations;

/// <summary>
/// Derives slugs from names. An organization's slug is the first path segment of its pages and does not change.
/// </summary>
public static class Slug
{
    public const int Longest = 40;

    /// <summary>Lists first path segments that have another use, or may get one.</summary>
    static readonly FrozenSet<string> Reserved = new[]
    {
        "login", "logout", "signup", "verify", "forgot", "reset", "select", "invite", "s", "docs", "dev", "api", "account",
        "backstage", "security", "healthz", "openapi", "assets", "scim", "saml", "oidc", "oauth", "auth", "jwks", "well-known",
        "webhooks", "hooks", "billing", "status", "trust", "privacy", "terms", "legal", "pricing", "about", "contact", "help",
        "support", "blog", "mail", "www", "app", "admin", "root", "system", "stockade", "theme", "error", "not-found", "favicon",
        "robots", "css", "js", "fonts", "vendor", "images", "static", "media", "files", "new", "metrics", "me", "settings",
        "home", "index", "search", "demo",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsReserved(string slug) => Reserved.Contains(slug);

    /// <summary>
    /// Returns an endless sequence of slugs for a name, best first: <c>acme</c>, <c>acme-2</c> to <c>acme-9</c>, then random ones
    /// such as <c>acme-k3v7q</c>. The caller checks which one is free.
    /// </summary>
    public static IEnumerable<string> For(string name)
    {
        var slug = From(name);
        if (!IsReserved(slug))
            yield return slug;
        var stem = slug.Length > Longest - 6 ? slug[..(Longest - 6)].TrimEnd('-') : slug;
        for (var i = 2; i <= 9; i++)
            yield return string.Create(CultureInfo.InvariantCulture, $"{stem}-{i}");
        while (true)
            yield return $"{stem}-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 5)}";
    }

    /// <summary>Returns the name as lower-case ASCII letters and digits with single hyphens, without accents.</summary>
    static string From(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && slug.Length > 0
                && slug[^1] != '-')
                slug.Append('-');
        }
        var text = slug.ToString().Trim('-');
        if (text.Length > Longest)
            text = text[..Longest].TrimEnd('-');
        if (text.Length == 0)
            return "organization";
        return text.Length < 3 ? $"org-{text}" : text;
    }
}
