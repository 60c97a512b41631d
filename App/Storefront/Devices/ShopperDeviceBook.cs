using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Knows from where shoppers sign in, and tells them when it is from somewhere new.</summary>
public sealed class ShopperDeviceBook(Caller caller, Postbox postbox, Places places, Site site)
{
    /// <summary>The shopper, whose row is locked, signs in, from here.</summary>
    /// <param name="pass">The operation's.</param>
    /// <param name="shopper">Who signs in.</param>
    /// <param name="joins">By the link that was mailed to them: nobody needs to be told.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The token for the browser's cookie; null for a program.</returns>
    public async Task<string?> NoteAsync(Pass pass, Shopper shopper, bool joins, CancellationToken ct)
    {
        var (devices, mark, now) = (pass.Db.KnownShopperDevices, DeviceMark.Of(shopper.Id.Value, caller), pass.Now);
        if (await devices.SingleOrDefaultAsync(row => row.ShopperId == shopper.Id && row.Mark == mark.Hash, ct) is { } known)
        {
            known.See(now);
            return mark.Token;
        }
        var (link, organization) = (Token.New(), pass.Organization);
        devices.Add(KnownShopperDevice.Of(shopper.Id, mark.Hash, joins ? null : Token.HashOf(link), caller.Address?.ToString(), caller.UserAgent, now));
        if (!joins)
            await postbox.PutAsync(pass, shopper.Email,
                new NewDeviceLetter(now, DeviceName.Of(caller.UserAgent), places.Describe(caller.Address?.ToString()), site.Link($"/s/{organization.Slug}/account/not-me/{link}"), organization.Name));
        return mark.Token;
    }

    /// <summary>The device that a mailed link is about, while it leads somewhere.</summary>
    public async Task<KnownShopperDevice?> FindByLinkAsync(Pass pass, string? link, CancellationToken ct)
    {
        if (link is not { Length: Token.Length })
            return null;
        var (hash, since) = (Token.HashOf(link), pass.Now - KnownDevice.LinkLifetime);
        return await pass.Db.KnownShopperDevices.AsNoTracking().SingleOrDefaultAsync(row => row.LinkHash == hash && row.FirstSeenAt > since, ct);
    }
}
