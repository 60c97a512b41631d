namespace App.SignIn;

/// <summary>
/// Locks a login after too many wrong passwords: for a while, no password opens a session, not even the right one, except on the
/// login's known devices. Wrong passwords on a known device lock only that device. Only the email to the owner says so; the
/// sign-in page shows the same message as for a wrong password.
/// </summary>
public abstract class LockLoginFlow<TRealm>(Gate gate, TRealm realm, Lockouts<TRealm> lockouts, EmailOutbox outbox)
    : Operation<LockLoginFlow<TRealm>.Request, Done>(gate) where TRealm : SignInRealm
{
    public sealed record Request(Guid Login) : IRequest;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var threshold = await realm.LockoutThresholdAsync(context, request.Login, ct);
        if (await realm.LockAsync(context, request.Login, ct) is not { } login)
            return SignInProblems.WrongCredentials;
        var (lockout, isKnownDevice) = await lockouts.OfCallerAsync(context, login, ct);
        if (lockout.FailedCount < threshold)
            return SignInProblems.WrongCredentials; // a concurrent call has locked it: do not send a second email
        var mustNotify = lockout.Lock(context.Now);
        context.Report(SecurityEventKind.Lockout, realm.SourceOf(context, login));
        context.Note(login.PublicId, login.AuditLabel, after: new { lockout.LockedUntil, KnownDevice = isKnownDevice });
        if (!mustNotify)
            return new Done();
        if (!isKnownDevice)
            realm.AfterLockout(context, login);
        await outbox.PutAsync(context, login.Email!, new AccountLockedEmail
        {
            Storefront = realm.StorefrontOf(context),
            OnKnownDevice = isKnownDevice,
            SignIn = realm.Link(context, "/login"),
        });
        return new Done();
    }
}
