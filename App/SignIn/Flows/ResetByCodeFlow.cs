namespace App.SignIn;

/// <summary>
/// Sets a new password with an emailed code. A wrong code is a result and not a problem, because the attempt has to be saved.
/// Each code has five attempts, which only the browser or program that requested it can use up.
/// </summary>
public abstract class ResetByCodeFlow<TRealm>(Gate gate, PasswordChanges<TRealm> passwords, EmailCodeStore<TRealm> emailCodes)
    : Operation<ResetByCodeFlow<TRealm>.Request, ResetByCodeFlow<TRealm>.Answer>(gate) where TRealm : SignInRealm
{
    /// <param name="Code">Six digits from the email.</param>
    /// <param name="Password">The new password, hashed before this transaction.</param>
    /// <param name="Held">What this browser or program requested. The code works only there.</param>
    /// <param name="Email">
    /// The address that a program requested the code for, if it does not send <c>Held</c>. Codes that browsers requested are
    /// not accepted.
    /// </param>
    public sealed record Request(
        [property: AnyText] string Code, HashedPassword Password, Id<EmailCode>? Held,
        [property: AnyText] string? Email = null) : IRequest
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
        var redeemed = request.Held is { } held
            ? await emailCodes.RedeemAsync(context, held, reset, request.Code, ct)
            : await emailCodes.RedeemOfProgramAsync(context, reset, request.Email!, request.Code, ct);
        if (redeemed is null)
        {
            context.Note((request.Held ?? default).ToString(), "Code refused");
            return new Answer(false);
        }
        await passwords.FinishAsync(context, redeemed.Login, request.Password, ct);
        return new Answer(true);
    }
}
