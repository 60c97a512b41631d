namespace App.Accounts;

/// <summary>
/// Requests a password reset by email. The response, the work and the number of emails are the same for every address, so
/// callers cannot find out which addresses have an account. It leaves no audit entry, because callers who are not signed in
/// must not be able to fill the append-only log; the reset itself leaves one.
/// </summary>
public sealed class AskForReset(Gate gate, PasswordChanges passwords) : Operation<AskForReset.Request, Id<EmailCode>>(gate)
{
    /// <param name="Email">Email address of the account.</param>
    /// <param name="Held">The email code of a reset that this browser requested before.</param>
    /// <param name="ByProgram">True if a program asks. It has no cookie, only the code.</param>
    public sealed record Request(string Email, Id<EmailCode>? Held = null, bool ByProgram = false) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email");
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "password.request_reset";
    protected internal override bool Audited => false;

    protected override async Task<Result<Id<EmailCode>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await passwords.AskAsync(context, request.Email, request.Held, request.ByProgram, ct);
}
