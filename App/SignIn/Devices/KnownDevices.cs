using Microsoft.EntityFrameworkCore;

namespace App.SignIn;

/// <summary>Keeps the devices from which people have signed in, and emails them about a sign-in from a new one.</summary>
public sealed class KnownDevices<TRealm>(TRealm realm, Caller caller, EmailOutbox outbox, Places places)
    where TRealm : SignInRealm
{
    /// <summary>
    /// Records a sign-in from the caller's device. If two sign-ins from a new device run concurrently, the login's locked row
    /// or the unique index lets only one of them send an email.
    /// </summary>
    /// <param name="login">The login that signs in.</param>
    /// <param name="signsUp">True for the first sign-in, with an emailed code or link: it sends no email.</param>
    /// <returns>The token for the browser's cookie; null for a program.</returns>
    public async Task<string?> NoteAsync(OperationContext context, ILogin login, bool signsUp, CancellationToken ct)
    {
        var fingerprint = DeviceFingerprint.Of(login.Key, caller);
        var known = await realm.DevicesOf(context.Db, login.Key)
            .SingleOrDefaultAsync(row => row.Mark == fingerprint.Hash, ct);
        if (known is not null)
        {
            known.See(context.Now);
            return fingerprint.Token;
        }
        var link = Token.New();
        var device = realm.NewDevice(login);
        device.Fill(fingerprint.Hash, signsUp ? null : Token.HashOf(link), login.Email, caller, context.Now);
        context.Db.Add(device);
        if (!signsUp)
            await outbox.PutAsync(context, login.Email!, new NewDeviceEmail
            {
                Storefront = realm.StorefrontOf(context),
                When = context.Now,
                Device = DeviceName.Of(caller.UserAgent),
                Address = places.Describe(device.Address),
                NotMe = realm.Link(context, $"/account/unrecognized-sign-in/{link}"),
            });
        return fingerprint.Token;
    }

    /// <summary>Returns the known device that calls; null if the caller has not signed in to the login before.</summary>
    public async Task<KnownDevice?> FindCallingAsync(OperationContext context, Guid login, CancellationToken ct)
    {
        if (caller.Browser is null && caller.Address is null)
            return null; // nothing distinguishes this program from others
        var hash = DeviceFingerprint.Of(login, caller).Hash;
        return await realm.DevicesOf(context.Db, login).SingleOrDefaultAsync(row => row.Mark == hash, ct);
    }

    /// <summary>Returns the devices of a login on which wrong passwords were entered.</summary>
    public async Task<IReadOnlyList<KnownDevice>> LockedAsync(OperationContext context, Guid login, CancellationToken ct) =>
        await realm.DevicesOf(context.Db, login).Where(row => row.Lockout.FailedAt != null).ToListAsync(ct);

    /// <summary>Forgets the devices from which a login has signed in for the first time since then.</summary>
    public async Task ForgetSinceAsync(OperationContext context, ILogin login, DateTimeOffset since, CancellationToken ct) =>
        await realm.DevicesOf(context.Db, login.Key).Where(row => row.FirstSeenAt >= since).ExecuteDeleteAsync(ct);

    /// <summary>Deletes the known devices of a login that is being deleted.</summary>
    public async Task ForgetAllAsync(OperationContext context, ILogin login, CancellationToken ct) =>
        await realm.DevicesOf(context.Db, login.Key).ExecuteDeleteAsync(ct);

    /// <summary>Returns the device that an emailed link is about; null if the link is not valid or has expired.</summary>
    public async Task<KnownDevice?> FindByLinkAsync(OperationContext context, string? link, CancellationToken ct)
    {
        if (link is not { Length: Token.Length })
            return null;
        var hash = Token.HashOf(link);
        var since = context.Now - KnownDevice.LinkLifetime;
        return await realm.Devices(context.Db).AsNoTracking()
            .SingleOrDefaultAsync(row => row.LinkHash == hash && row.FirstSeenAt > since, ct);
    }
}
