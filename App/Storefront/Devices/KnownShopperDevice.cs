using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>A browser or program from which a shopper has signed in; what <see cref="KnownDevice"/> is to an account.</summary>
public sealed class KnownShopperDevice : IOwned, IIdentified
{
    public static string IdPrefix => "ksd";

    KnownShopperDevice() { }

    internal static KnownShopperDevice Of(Id<Shopper> shopper, byte[] mark, byte[]? linkHash, string? address, string? userAgent, DateTimeOffset now) => new()
    {
        Id = Id<KnownShopperDevice>.New(now),
        ShopperId = shopper,
        Mark = mark,
        LinkHash = linkHash,
        Address = address,
        UserAgent = userAgent,
        FirstSeenAt = now,
        LastSeenAt = now,
    };

    public Guid OrganizationId { get; private set; }
    public Id<KnownShopperDevice> Id { get; private set; }
    public Id<Shopper> ShopperId { get; private set; }

    /// <summary>Of <see cref="DeviceMark"/>.</summary>
    public byte[] Mark { get; private set; } = [];

    /// <summary>SHA-256 of the mailed link's token; null for the one that joined, of which no mail tells.</summary>
    public byte[]? LinkHash { get; private set; }
    public string? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public DateTimeOffset FirstSeenAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }

    internal void See(DateTimeOffset now) => LastSeenAt = now;
}
