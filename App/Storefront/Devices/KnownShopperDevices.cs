using App.Accounts;
using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Keeps the devices from which shoppers have signed in, and emails the shopper about a sign-in from a new one.
/// </summary>
public sealed class KnownShopperDevices(Caller caller, EmailOutbox outbox, Places places, PublicUrl publicUrl)
{
    /// <summary>Records a sign-in from the caller's device.</summary>
    /// <param name="shopper">The shopper that signs in, with their row locked.</param>
    /// <param name="joins">True for the first sign-in, with the emailed invitation: it sends no email.</param>
    /// <returns>The token for the browser's cookie; null for a program.</returns>
    public async Task<string?> NoteAsync(OperationContext context, Shopper shopper, bool joins, CancellationToken ct)
    {
        var devices = context.Db.KnownShopperDevices;
        var fingerprint = DeviceFingerprint.Of(shopper.Id.Value, caller);
        var now = context.Now;
        var known = await devices.SingleOrDefaultAsync(
            row => row.ShopperId == shopper.Id && row.Mark == fingerprint.Hash, ct);
        if (known is not null)
        {
            known.See(now);
            return fingerprint.Token;
        }
        var organization = context.Organization;
        var link = Token.New();
        var linkHash = joins ? null : Token.HashOf(link);
        var address = caller.Address?.ToString();
        devices.Add(KnownShopperDevice.Of(shopper.Id, fingerprint.Hash, linkHash, address, caller.UserAgent, now));
        if (!joins)
        {
            var email = new NewDeviceEmail
            {
                Storefront = organization.Name,
                When = now,
                Device = DeviceName.Of(caller.UserAgent),
                Address = places.Describe(address),
                NotMe = publicUrl.Link($"/s/{organization.Slug}/account/unrecognized-sign-in/{link}"),
            };
            await outbox.PutAsync(context, shopper.Email, email);
        }
        return fingerprint.Token;
    }

    /// <summary>Returns the device that an emailed link is about; null if the link is not valid or has expired.</summary>
    public async Task<KnownShopperDevice?> FindByLinkAsync(OperationContext context, string? link, CancellationToken ct)
    {
        if (link is not { Length: Token.Length })
            return null;
        var hash = Token.HashOf(link);
        var since = context.Now - KnownDevice.LinkLifetime;
        return await context.Db.KnownShopperDevices.AsNoTracking()
            .SingleOrDefaultAsync(row => row.LinkHash == hash && row.FirstSeenAt > since, ct);
    }
}
