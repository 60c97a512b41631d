using App.Platform;
using Microsoft.AspNetCore.Identity;

namespace App.Accounts;

/// <summary>
/// Proof that someone is the owner of an account. It is made by nothing but its own factories, each of which does the proving, and
/// no session opens without one.
/// </summary>
public sealed class SignInProof
{
    SignInProof(Guid accountId, string? stamp, bool factor = false, bool signsUp = false, string? weakHash = null) =>
        (AccountId, Stamp, HasFactor, SignsUp, WeakHash) = (accountId, stamp, factor, signsUp, weakHash);

    public Guid AccountId { get; }

    /// <summary>Security stamp seen when it was proved; null when that happened in the very transaction that uses it.</summary>
    internal string? Stamp { get; }

    /// <summary>Whether it was more than the password: a second factor, or a code mailed to the address.</summary>
    internal bool HasFactor { get; }

    /// <summary>Whether this is the sign-in that ends signing up.</summary>
    internal bool SignsUp { get; }

    /// <summary>
    /// The hash that the password was verified against, when it is of a lower cost than the configured one; else null.
    /// </summary>
    internal string? WeakHash { get; }

    /// <summary>By the password. Slow; takes as long for an account that is not there.</summary>
    internal static SignInProof? ByPassword(
        IPasswordHasher<Account> hasher, StoredPassword? stored, string password, string impossible)
    {
        var verified = hasher.VerifyHashedPassword(new Account(), stored?.Hash ?? impossible, password);
        if (verified == PasswordVerificationResult.Failed || stored is null)
            return null;
        var isWeak = verified == PasswordVerificationResult.SuccessRehashNeeded;
        return new(stored.AccountId, stored.Stamp, weakHash: isWeak ? stored.Hash : null);
    }

    /// <summary>By a mailed code or link, spent in this transaction.</summary>
    internal static SignInProof? ByChallenge(Challenge challenge, Pass pass) =>
        challenge.UsedAt == pass.Now && challenge.Purpose == ChallengePurpose.SignUp && pass.Db.Entry(challenge).State != Microsoft.EntityFrameworkCore.EntityState.Detached
            ? new(challenge.AccountId!.Value, null, factor: true, signsUp: true)
            : null;

    /// <summary>By a second factor shown after the password, which is spent in this transaction.</summary>
    internal static SignInProof BySecondStep(PendingSignIn pending, Pass pass) => pending.UsedAt == pass.Now
        ? new(pending.AccountId, null, factor: true)
        : throw new InvalidOperationException("The second step was not taken here.");

    /// <summary>By a passkey, whose signature the desk has just verified.</summary>
    internal static SignInProof ByPasskey(VerifiedPasskey verified) => new(verified.Account.Id, null, factor: true);
}
