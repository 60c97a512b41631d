namespace App.SignIn;

/// <summary>
/// Chooses the lockout that counts for the caller: the one of the known device that signs in, or the one that strangers share. So
/// wrong passwords of strangers never hold a device that has signed in before.
/// </summary>
public sealed class Lockouts<TRealm>(KnownDevices<TRealm> devices) where TRealm : SignInRealm
{
    /// <param name="login">The login, with its row locked, which also serializes changes to the lockouts of its devices.</param>
    public async Task<CallerLockout> OfCallerAsync(OperationContext context, ILogin login, CancellationToken ct) =>
        await devices.FindCallingAsync(context, login.Key, ct) is { } device
            ? new(device.Lockout, IsKnownDevice: true)
            : new(login.Lockout, IsKnownDevice: false);

    /// <summary>
    /// Clears the caller's failures after a sign-in. A lockout that strangers caused ends by itself: a sign-in from a known
    /// device does not give them more attempts.
    /// </summary>
    public async Task ClearAsync(OperationContext context, ILogin login, CancellationToken ct)
    {
        (await OfCallerAsync(context, login, ct)).Lockout.Clear();
        if (!login.Lockout.IsLocked(context.Now))
            login.Lockout.Clear();
    }

    /// <summary>Clears all lockouts of a login whose password was changed: the failures were about another one.</summary>
    public async Task ClearAllAsync(OperationContext context, ILogin login, CancellationToken ct)
    {
        login.Lockout.Clear();
        foreach (var device in await devices.LockedAsync(context, login.Key, ct))
            device.Lockout.Clear();
    }
}

/// <summary>The lockout that counts for a caller.</summary>
/// <param name="IsKnownDevice">True if it is the one of a device that has signed in before.</param>
public readonly record struct CallerLockout(Lockout Lockout, bool IsKnownDevice);
