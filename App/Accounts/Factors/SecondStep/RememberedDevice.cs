using App.Platform;

namespace App.Accounts;

/// <summary>
/// A browser that showed a second factor and need not show one again for 30 days; it still needs the password. Void once the account's
/// security stamp is another one. We keep the SHA-256 of its cookie.
/// </summary>
public sealed class RememberedDevice : IIdentified
{
    public static string IdPrefix => "dev";

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    RememberedDevice() { }

    internal static RememberedDevice Of(Account account, string token, string? address, string? userAgent, DateTimeOffset now) => new()
    {
        Id = Id<RememberedDevice>.New(now),
        AccountId = account.Id,
        Stamp = account.SecurityStamp!,
        TokenHash = Token.HashOf(token),
        Address = address,
        UserAgent = userAgent,
        CreatedAt = now,
        LastUsedAt = now,
        ExpiresAt = now + Lifetime,
    };

    public Id<RememberedDevice> Id { get; private set; }
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

/// <summary>A remembered browser as its account sees it.</summary>
public sealed record DeviceView(Id<RememberedDevice> Id, string? UserAgent, string? Address, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt)
{
    public static DeviceView Of(RememberedDevice device) => new(device.Id, device.UserAgent, device.Address, device.LastUsedAt, device.ExpiresAt);
}
