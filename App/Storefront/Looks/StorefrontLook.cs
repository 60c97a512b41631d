using System.Security.Cryptography;
using App.Platform;

namespace App.Storefront;

/// <summary>How an organization's storefront looks: one color, one logo. One row, once something was chosen.</summary>
public sealed class StorefrontLook : IOwned
{
    StorefrontLook() { }

    public static StorefrontLook Plain(DateTimeOffset now) => new() { UpdatedAt = now };

    public Guid OrganizationId { get; private set; }

    /// <summary>As <c>#0E6B58</c>; null for ours.</summary>
    public string? Accent { get; private set; }
    public byte[]? Logo { get; private set; }
    public string? LogoType { get; private set; }

    /// <summary>Part of the logo's address, so that browsers may keep it for good.</summary>
    public string? LogoHash { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    public void Paint(string? accent, DateTimeOffset now) => (Accent, UpdatedAt) = (Rgb.TryParse(accent, out var color) ? color.ToString() : null, now);

    public void Sign(byte[]? logo, DateTimeOffset now)
    {
        (Logo, UpdatedAt) = (logo, now);
        (LogoType, LogoHash) = logo is null ? (null, null) : (LogoFile.TypeOf(logo), Convert.ToHexStringLower(SHA256.HashData(logo))[..16]);
    }
}

/// <summary>The look as pages and the audit log show it.</summary>
public sealed record LookView(string? Accent, string? LogoHash)
{
    public static LookView Of(StorefrontLook? look) => new(look?.Accent, look?.LogoHash);
}
