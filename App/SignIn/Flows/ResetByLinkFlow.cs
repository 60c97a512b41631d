namespace App.SignIn;

/// <summary>
/// Sets a new password with an emailed link. It takes a click on the page of the link, because email scanners open links but
/// press no buttons, and it works only in the browser that requested the reset. A person who reads the email on another device
/// types its code instead.
/// </summary>
public abstract class ResetByLinkFlow<TRealm>(Gate gate, PasswordChanges<TRealm> passwords, EmailCodeStore<TRealm> emailCodes)
    : Operation<ResetByLinkFlow<TRealm>.Request, Done>(gate) where TRealm : SignInRealm
{
    /// <param name="Token">Token from the link.</param>
    /// <param name="Password">The new password, hashed before this transaction.</param>
    /// <param name="HeldHere">The email code that this browser requested, from its cookie.</param>
    public sealed record Request([property: AnyText] string Token, HashedPassword Password, Id<EmailCode>? HeldHere) : IRequest;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await emailCodes.FindLinkAsync(
            context, request.Token, EmailCodePurpose.PasswordReset, request.HeldHere, ct) is not { } opened)
            return SignInProblems.EmailCodeRefused;
        if (opened.Held is null)
            return SignInProblems.OtherBrowser;
        opened.Use(context.Now);
        await passwords.FinishAsync(context, opened.Login, request.Password, ct);
        return new Done();
    }
}
