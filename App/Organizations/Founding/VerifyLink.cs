using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>
/// The mailed link comes back, by a click on its page: mail scanners open links, they do not press buttons. In another browser than the
/// one that signed up, the password is needed too, so that nobody confirms what a stranger began in their name.
/// </summary>
public sealed class VerifyLink(Gate gate, ChallengeBook challenges, SignUpBook book) : Operation<VerifyLink.Request, SignedUp>(gate)
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
        if (challenge.Id != request.HeldHere && request.Proof?.AccountId != challenge.AccountId)
            return AccountProblems.PasswordNeeded;
        challenge.Spend(pass.Now);
        return await book.FinishAsync(pass, challenge, ct);
    }
}
