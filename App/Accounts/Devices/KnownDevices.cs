using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Keeps the devices from which accounts have signed in, and emails the owner about a sign-in from a new one.</summary>
public sealed class KnownDevices(Caller caller, EmailOutbox outbox, Places places, PublicUrl publicUrl)
{
    /// <summary>
    /// Records a sign-in from the caller's device. If two sign-ins from a new device run concurrently, the account's locked row
    /// or the unique index lets only one of them send an email.
    /// </summary>
    /// <param name="account">The account that signs in.</param>
    /// <param name="signsUp">
    /// True for the first sign-in, right after the sign-up was verified by email: it sends no email.
    /// </param>
    /// <returns>The token for the browser's cookie; null for a program.</returns>
    public async Task<string?> NoteAsync(OperationContext context, Account account, bool signsUp, CancellationToken ct)
    {
        var devices = context.Db.KnownDevices;
        var fingerprint = DeviceFingerprint.Of(account.Id, caller);
        var now = context.Now;
        var known = await devices.SingleOrDefaultAsync(
            row => row.AccountId == account.Id && row.Mark == fingerprint.Hash, ct);
        if (known is not null)
        {
            known.See(now);
            return fingerprint.Token;
        }
        var link = Token.New();
        var linkHash = signsUp ? null : Token.HashOf(link);
        var address = caller.Address?.ToString();
        devices.Add(KnownDevice.Of(account.Id, fingerprint.Hash, linkHash, address, caller.UserAgent, now));
        if (!signsUp)
        {
            var email = new NewDeviceEmail
            {
                When = now,
                Device = DeviceName.Of(caller.UserAgent),
                Address = places.Describe(address),
                NotMe = publicUrl.Link($"/account/unrecognized-sign-in/{link}"),
            };
            await outbox.PutAsync(context, account.Email!, email);
        }
        return fingerprint.Token;
    }

    /// <summary>Deletes the known devices of an account that is being deleted.</summary>
    public async Task ForgetAllAsync(OperationContext context, Guid accountId, CancellationToken ct) =>
        await context.Db.KnownDevices.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);

    /// <summary>Returns the device that an emailed link is about; null if the link is not valid or has expired.</summary>
    public async Task<KnownDevice?> FindByLinkAsync(OperationContext context, string? link, CancellationToken ct)
    {
        if (link is not { Length: Token.Length })
            return null;
        var hash = Token.HashOf(link);
        var since = context.Now - KnownDevice.LinkLifetime;
        return await context.Db.KnownDevices.AsNoTracking()
            .SingleOrDefaultAsync(row => row.LinkHash == hash && row.FirstSeenAt > since, ct);
    }
}
