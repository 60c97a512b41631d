namespace App.SignIn;

/// <summary>
/// Requests a password reset by email. The response, the work and the number of emails are the same for every address, so
/// callers cannot find out which addresses have a login. It leaves no audit entry, because callers who are not signed in
/// must not be able to fill the append-only log; the reset itself leaves one.
/// </summary>
public abstract class RequestPasswordResetFlow<TRealm>(Gate gate, PasswordChanges<TRealm> passwords)
    : Operation<RequestPasswordResetFlow<TRealm>.Request, Id<EmailCode>>(gate) where TRealm : SignInRealm
{
    /// <param name="Email">Email address that the person signs in with.</param>
    /// <param name="Held">The email code of a reset that this browser requested before.</param>
    /// <param name="ByProgram">True if a program asks. It has no cookie, only the code.</param>
    public sealed record Request([property: AnyText] string Email, Id<EmailCode>? Held = null, bool ByProgram = false) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email address");
    }

    protected internal override bool Audited => false;

    protected override async Task<Result<Id<EmailCode>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await passwords.RequestAsync(context, request.Email, request.Held, request.ByProgram, ct);
}
