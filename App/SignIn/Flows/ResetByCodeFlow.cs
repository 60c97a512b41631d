namespace App.SignIn;

/// <summary>
/// Sets a new password with an emailed code. A wrong code is a result and not a problem, because the attempt has to be saved.
/// A login has five attempts in 15 minutes, in all browsers together; the emailed link does not count as an attempt.
/// </summary>
public abstract class ResetByCodeFlow<TRealm>(Gate gate, PasswordChanges<TRealm> passwords, EmailCodeStore<TRealm> emailCodes)
    : Operation<ResetByCodeFlow<TRealm>.Request, ResetByCodeFlow<TRealm>.Answer>(gate) where TRealm : SignInRealm
{
    /// <param name="Code">Six digits from the email.</param>
    /// <param name="Password">The new password, hashed before this transaction.</param>
    /// <param name="Held">The email code that this browser requested. The code works only in that browser.</param>
    /// <param name="Email">
    /// The address that a program requested the code for, instead of <c>Held</c>. Codes that browsers requested are not
    /// accepted.
    /// </param>
    public sealed record Request(string Code, HashedPassword Password, Id<EmailCode>? Held, string? Email = null) : IRequest
    {
        public void Check(Checks checks)
        {
            OneTimeCodes.CheckDigits(checks, Code, nameof(Code));
            if (Held is null)
                checks.Email(Email, "The email address");
        }
    }

    /// <param name="Changed">False if the code was refused, for whatever reason.</param>
    public sealed record Answer(bool Changed);

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        const EmailCodePurpose reset = EmailCodePurpose.PasswordReset;
        var id = request.Held ?? await emailCodes.FindOfProgramAsync(context, reset, request.Email!, ct);
        if (await emailCodes.RedeemAsync(context, id, reset, request.Code, ct) is not { } redeemed)
        {
            context.Note(id.ToString(), "Code refused");
            return new Answer(false);
        }
        await passwords.FinishAsync(context, redeemed.Login, request.Password, ct);
        return new Answer(true);
    }
}
