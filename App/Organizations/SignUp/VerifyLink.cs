using App.Accounts;

namespace App.Organizations;

/// <summary>
/// Completes a sign-up with the emailed link, after a click on the button of its page: email scanners open links, but do not
/// press buttons. A browser that did not start the sign-up must also send the password. So people cannot confirm by mistake what
/// a stranger started with their address.
/// </summary>
public sealed class VerifyLink(Gate gate, AccountStore accounts, EmailCodeStore emailCodes, SignUpCompletion completion)
    : Operation<VerifyLink.Request, SignedUp>(gate)
{
    /// <param name="Token">The token of the link.</param>
    /// <param name="HeldHere">The email code that this browser started, from its cookie.</param>
    /// <param name="Proof">Proves that the caller knows the password of the account.</param>
    public sealed record Request(string Token, Id<EmailCode>? HeldHere, SignInProof? Proof) : IRequest;

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "account.verify_link";

    protected override async Task<Result<SignedUp>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await emailCodes.FindLinkAsync(context, request.Token, EmailCodePurpose.SignUp, ct) is not { } emailCode)
            return AccountProblems.EmailCodeRefused;
        if (emailCode.Id != request.HeldHere && await RefusalAsync(request.Proof, emailCode, context, ct) is { } refusal)
            return refusal;
        emailCode.Spend(context.Now);
        return await completion.FinishAsync(context, emailCode, ct);
    }

    /// <summary>
    /// Checks the password as at sign-in: no password works while the account is locked, nor does one that has been changed
    /// since.
    /// </summary>
    async Task<Problem?> RefusalAsync(SignInProof? proof, EmailCode emailCode, OperationContext context, CancellationToken ct)
    {
        if (proof?.AccountId != emailCode.AccountId)
            return AccountProblems.PasswordNeeded;
        var account = await accounts.LockAsync(context, proof!.AccountId, ct);
        if (account is null || account.SecurityStamp != proof.Stamp || account.IsLocked(context.Now))
            return AccountProblems.WrongCredentials;
        return null;
    }
}
