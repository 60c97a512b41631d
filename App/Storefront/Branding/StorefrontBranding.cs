using System.Security.Cryptography;

namespace App.Storefront;

/// <summary>
/// Stores an organization's storefront branding: an accent color and a logo. The row is created by the first change.
/// </summary>
public sealed class StorefrontBranding : IOwned
{
    StorefrontBranding() { }

    public static StorefrontBranding Plain(DateTimeOffset now) => new() { UpdatedAt = now };

    public Guid OrganizationId { get; private set; }

    /// <summary>Gets the accent color, such as <c>#0E6B58</c>; null for the default color.</summary>
    public string? Accent { get; private set; }
    public byte[]? Logo { get; private set; }

    /// <summary>Gets the logo's content type, such as <c>image/png</c>.</summary>
    public string? LogoType { get; private set; }

    /// <summary>Gets the hash that is part of the logo's URL, which lets browsers cache the logo permanently.</summary>
    public string? LogoHash { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Sets the accent color. Null restores the default.</summary>
    public void Paint(string? accent, DateTimeOffset now)
    {
        Accent = Rgb.TryParse(accent, out var color) ? color.ToString() : null;
        UpdatedAt = now;
    }

    /// <summary>Sets the logo. Null removes it.</summary>
    public void Sign(byte[]? logo, DateTimeOffset now)
    {
        Logo = logo;
        LogoType = logo is null ? null : LogoFile.TypeOf(logo);
        LogoHash = logo is null ? null : Convert.ToHexStringLower(SHA256.HashData(logo))[..16];
        UpdatedAt = now;
    }
}

/// <summary>Describes the branding for pages and the audit log.</summary>
public sealed record BrandingView(string? Accent, string? LogoHash)
{
    public static BrandingView Of(StorefrontBranding? branding) => new(branding?.Accent, branding?.LogoHash);
}
