using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>
/// The mailed link comes back, by a click on its page: mail scanners open links, they do not press buttons. In another browser than the
/// one that signed up, the password is needed too, so that nobody confirms what a stranger began in their name.
/// </summary>
public sealed class VerifyLink(Gate gate, AccountBook accounts, ChallengeBook challenges, SignUpBook book) : Operation<VerifyLink.Request, SignedUp>(gate)
{
    /// <param name="Token">Of the link.</param>
    /// <param name="HeldHere">The challenge that this browser began, by its cookie.</param>
    /// <param name="Proof">That the caller knows the account's password.</param>
    public sealed record Request(string Token, Id<Challenge>? HeldHere, SignInProof? Proof) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "account.verify_link";

    protected override async Task<Result<SignedUp>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await challenges.FindLinkAsync(pass, request.Token, ChallengePurpose.SignUp, ct) is not { } challenge)
            return AccountProblems.ChallengeRefused;
        if (challenge.Id != request.HeldHere && await RefusalAsync(request.Proof, challenge, pass, ct) is { } refusal)
            return refusal;
        challenge.Spend(pass.Now);
        return await book.FinishAsync(pass, challenge, ct);
    }

    /// <summary>The password counts as at the door: while the account is locked none does, and one that was changed since does not either.</summary>
    async Task<Problem?> RefusalAsync(SignInProof? proof, Challenge challenge, Pass pass, CancellationToken ct)
    {
        if (proof?.AccountId != challenge.AccountId)
            return AccountProblems.PasswordNeeded;
        return await accounts.LockAsync(pass, proof!.AccountId, ct) is { } account && account.SecurityStamp == proof.Stamp && !account.IsLocked(pass.Now) ? null : AccountProblems.WrongCredentials;
    }
}
