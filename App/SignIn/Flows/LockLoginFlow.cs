namespace App.SignIn;

/// <summary>
/// Locks a login after too many wrong passwords: for a while, no password opens a session, not even the right one. Only the
/// email to its owner says so; the sign-in page shows the same message as for a wrong password.
/// </summary>
public abstract class LockLoginFlow<TRealm>(Gate gate, TRealm realm, EmailOutbox outbox)
    : Operation<LockLoginFlow<TRealm>.Request, Done>(gate) where TRealm : SignInRealm
{
    public sealed record Request(Guid Login) : IRequest;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var threshold = await realm.LockoutThresholdAsync(context, request.Login, ct);
        if (await realm.LockAsync(context, request.Login, ct) is not { } login || login.Lockout.FailedCount < threshold)
            return SignInProblems.WrongCredentials; // a concurrent call has locked it: do not send a second email
        var duration = login.Lockout.Lock(context.Now);
        context.Note(login.PublicId, login.AuditLabel, after: new { login.Lockout.LockedUntil });
        realm.AfterLockout(context, login);
        await outbox.PutAsync(context, login.Email!, new AccountLockedEmail
        {
            Storefront = realm.StorefrontOf(context),
            For = duration,
            SignIn = realm.Link(context, "/login"),
        });
        return new Done();
    }
}
