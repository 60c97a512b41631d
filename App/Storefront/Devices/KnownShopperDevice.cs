using App.Accounts;

namespace App.Storefront;

/// <summary>A browser or program from which a shopper has signed in, as <see cref="KnownDevice"/> is for accounts.</summary>
public sealed class KnownShopperDevice : IOwned, IIdentified
{
    public static string IdPrefix => "ksd";

    KnownShopperDevice() { }

    internal static KnownShopperDevice Of(
        Id<Shopper> shopper, byte[] fingerprint, byte[]? linkHash, string? address, string? userAgent,
        DateTimeOffset now) => new()
    {
        Id = Id<KnownShopperDevice>.New(now),
        ShopperId = shopper,
        Mark = fingerprint,
        LinkHash = linkHash,
        Address = address,
        UserAgent = userAgent,
        FirstSeenAt = now,
        LastSeenAt = now,
    };

    public Guid OrganizationId { get; private set; }
    public Id<KnownShopperDevice> Id { get; private set; }
    public Id<Shopper> ShopperId { get; private set; }

    /// <summary>The hash of the <see cref="DeviceFingerprint"/>.</summary>
    public byte[] Mark { get; private set; } = [];

    /// <summary>
    /// The SHA-256 hash of the emailed link's token; null for the device that accepted the invitation, because no email is sent
    /// for it.
    /// </summary>
    public byte[]? LinkHash { get; private set; }
    public string? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public DateTimeOffset FirstSeenAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }

    internal void See(DateTimeOffset now) => LastSeenAt = now;
}
