using App.Accounts;
using App.SignIn;

namespace App.Organizations;

/// <summary>
/// Completes a sign-up with the emailed link, after a click on the button of its page: email scanners open links, but do not
/// press buttons. A browser that did not start the sign-up must also send the password. So people cannot confirm by mistake what
/// a stranger started with their address.
/// </summary>
public sealed class VerifyLink(
    Gate gate, EmailCodeStore<StaffRealm> emailCodes, SessionStore<StaffRealm> sessions, SignUpCompletion completion)
    : Operation<VerifyLink.Request, SignedUp>(gate)
{
    /// <param name="Token">The token of the link.</param>
    /// <param name="HeldHere">The email code that this browser started, from its cookie.</param>
    /// <param name="Proof">Proves that the caller knows the password of the account.</param>
    public sealed record Request(
        [property: AnyText] string Token, Id<EmailCode>? HeldHere, SignInProof<StaffRealm>? Proof) : IRequest;

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "account.verify_link";

    protected override async Task<Result<SignedUp>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await emailCodes.FindLinkAsync(
            context, request.Token, EmailCodePurpose.SignUp, request.HeldHere, ct) is not { } opened)
            return SignInProblems.EmailCodeRefused;
        if (opened.Held is null && await RefusalAsync(request.Proof, opened.Login, context, ct) is { } refusal)
            return refusal;
        opened.Use(context.Now);
        return await completion.FinishAsync(context, (StaffEmailCode)(opened.Held ?? opened.Mailed), ct);
    }

    /// <summary>
    /// Checks the password as at sign-in: no password works while the account is locked, nor does one that has been changed
    /// since.
    /// </summary>
    async Task<Problem?> RefusalAsync(
        SignInProof<StaffRealm>? proof, ILogin login, OperationContext context, CancellationToken ct)
    {
        if (proof?.Login != login.Key)
            return AccountProblems.PasswordNeeded;
        return await sessions.LockProvedAsync(context, proof!, ct) is null ? SignInProblems.WrongCredentials : null;
    }
}
