namespace App.Accounts;

/// <summary>
/// A browser that confirmed a second factor and skips it for 30 days. It still needs the password. The trust ends when the
/// account's security stamp changes. The SHA-256 hash of the browser's cookie is stored.
/// </summary>
public sealed class TrustedDevice : IIdentified
{
    public static string IdPrefix => "dev";

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    TrustedDevice() { }

    internal static TrustedDevice Of(
        Account account, string token, string? address, string? userAgent, DateTimeOffset now) => new()
    {
        Id = Id<TrustedDevice>.New(now),
        AccountId = account.Id,
        Stamp = account.SecurityStamp!,
        TokenHash = Token.HashOf(token),
        Address = address,
        UserAgent = userAgent,
        CreatedAt = now,
        LastUsedAt = now,
        ExpiresAt = now + Lifetime,
    };

    public Id<TrustedDevice> Id { get; private set; }
    public Guid AccountId { get; private set; }
    public string Stamp { get; private set; } = "";
    public byte[] TokenHash { get; private set; } = [];
    public string? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset LastUsedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }

    internal void Use(DateTimeOffset now) => LastUsedAt = now;
}

/// <summary>Represents a trusted browser of the signed-in account.</summary>
public sealed record DeviceView(
    Id<TrustedDevice> Id, string? UserAgent, string? Address, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt)
{
    public static DeviceView Of(TrustedDevice device) =>
        new(device.Id, device.UserAgent, device.Address, device.LastUsedAt, device.ExpiresAt);
}
