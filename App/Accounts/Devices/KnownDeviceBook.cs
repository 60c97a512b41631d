using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Knows from where accounts sign in, and tells them when it is from somewhere new.</summary>
public sealed class KnownDeviceBook(Caller caller, Postbox postbox, Places places, Site site)
{
    /// <summary>The account signs in, from here. Its row is locked by then, or the unique mark settles who was first: one mail.</summary>
    /// <param name="pass">The operation's.</param>
    /// <param name="account">Who signs in.</param>
    /// <param name="signsUp">For the first time, by the code that was mailed a moment ago: nobody needs to be told.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The token for the browser's cookie; null for a program.</returns>
    public async Task<string?> NoteAsync(Pass pass, Account account, bool signsUp, CancellationToken ct)
    {
        var (devices, mark, now) = (pass.Db.KnownDevices, DeviceMark.Of(account.Id, caller), pass.Now);
        if (await devices.SingleOrDefaultAsync(row => row.AccountId == account.Id && row.Mark == mark.Hash, ct) is { } known)
        {
            known.See(now);
            return mark.Token;
        }
        var link = Token.New();
        devices.Add(KnownDevice.Of(account.Id, mark.Hash, signsUp ? null : Token.HashOf(link), caller.Address?.ToString(), caller.UserAgent, now));
        if (!signsUp)
            await postbox.PutAsync(pass, account.Email!, new NewDeviceLetter(now, DeviceName.Of(caller.UserAgent), places.Describe(caller.Address?.ToString()), site.Link($"/account/not-me/{link}")));
        return mark.Token;
    }

    /// <summary>The account is deleted: so is where it signed in from.</summary>
    public async Task ForgetAllAsync(Pass pass, Guid accountId, CancellationToken ct)
    {
        var devices = pass.Db.KnownDevices;
        await devices.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
    }

    /// <summary>The device that a mailed link is about, while it leads somewhere.</summary>
    public async Task<KnownDevice?> FindByLinkAsync(Pass pass, string? link, CancellationToken ct)
    {
        if (link is not { Length: Token.Length })
            return null;
        var (devices, hash, since) = (pass.Db.KnownDevices, Token.HashOf(link), pass.Now - KnownDevice.LinkLifetime);
        return await devices.AsNoTracking().SingleOrDefaultAsync(row => row.LinkHash == hash && row.FirstSeenAt > since, ct);
    }
}
