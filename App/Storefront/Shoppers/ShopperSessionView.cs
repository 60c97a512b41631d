using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>A session as its shopper sees it.</summary>
/// <param name="Device">Browser and system, in words.</param>
/// <param name="Current">The one that asks.</param>
public sealed record ShopperSessionView(Id<ShopperSession> Id, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string? Address, string Device, string? UserAgent, bool Current)
{
    /// <summary>City and country, as far as a configured file guesses it from the address.</summary>
    public string? Place { get; init; }

    public static ShopperSessionView Of(ShopperSession session, Guid? current) =>
        new(session.Id, session.CreatedAt, session.LastSeenAt, session.Address, DeviceName.Of(session.UserAgent), session.UserAgent, session.Id.Value == current);
}
