namespace App.SignIn;

/// <summary>
/// Records a failed sign-in with a wrong password. It runs for unknown addresses too, so both take equally long. It leaves no
/// audit entry, because someone who guesses passwords must not be able to fill the log; the lockout leaves one.
/// </summary>
public abstract class RecordFailedSignInFlow<TRealm>(Gate gate, TRealm realm, Lockouts<TRealm> lockouts)
    : Operation<RecordFailedSignInFlow<TRealm>.Request, RecordFailedSignInFlow<TRealm>.Answer>(gate) where TRealm : SignInRealm
{
    /// <param name="Login">Null for an unknown address.</param>
    public sealed record Request(Guid? Login) : IRequest;

    /// <param name="LockNow">True if the caller must be locked out now.</param>
    public sealed record Answer(bool LockNow);

    protected internal override bool Audited => false;

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var id = request.Login ?? Guid.Empty;
        var threshold = await realm.LockoutThresholdAsync(context, id, ct);
        var login = await realm.LockAsync(context, id, ct);
        context.Report(SecurityEventKind.FailedSignIn, realm.SourceOf(context, login));
        if (login is null)
            return new Answer(false);
        var (lockout, _) = await lockouts.OfCallerAsync(context, login, ct);
        return new Answer(lockout.Fail(threshold, context.Now));
    }
}
