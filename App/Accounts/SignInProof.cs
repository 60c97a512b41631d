using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Proves that the caller is the owner of an account. Only its factory methods create a proof, after they have verified it, and
/// no session opens without one.
/// </summary>
public sealed class SignInProof
{
    SignInProof(Guid accountId, string? stamp, bool factor = false, bool signsUp = false, string? weakHash = null)
    {
        AccountId = accountId;
        Stamp = stamp;
        HasFactor = factor;
        SignsUp = signsUp;
        WeakHash = weakHash;
    }

    public Guid AccountId { get; }

    /// <summary>
    /// The account's security stamp at the time of the proof; null if the proof was made in the transaction that uses it.
    /// </summary>
    internal string? Stamp { get; }

    /// <summary>True if more than the password was proved: a second factor, or a code sent to the address.</summary>
    internal bool HasFactor { get; }

    /// <summary>True for the sign-in that completes a sign-up.</summary>
    internal bool SignsUp { get; }

    /// <summary>
    /// The hash that the password was verified against if its cost is lower than the configured one; otherwise null.
    /// </summary>
    internal string? WeakHash { get; }

    /// <summary>Verifies the password. This is slow, and takes as long if there is no such account.</summary>
    internal static SignInProof? ByPassword(
        IPasswordHasher<Account> hasher, StoredPassword? stored, string password, string impossible)
    {
        var verified = hasher.VerifyHashedPassword(new Account(), stored?.Hash ?? impossible, password);
        if (verified == PasswordVerificationResult.Failed || stored is null)
            return null;
        var isWeak = verified == PasswordVerificationResult.SuccessRehashNeeded;
        return new(stored.AccountId, stored.Stamp, weakHash: isWeak ? stored.Hash : null);
    }

    /// <summary>Creates a proof from an email code or link that was used in this transaction; null if it was not.</summary>
    internal static SignInProof? ByChallenge(EmailCode emailCode, OperationContext context)
    {
        var wasUsedHere = emailCode.UsedAt == context.Now && context.Db.Entry(emailCode).State != EntityState.Detached;
        return wasUsedHere && emailCode.Purpose == EmailCodePurpose.SignUp
            ? new(emailCode.AccountId!.Value, null, factor: true, signsUp: true)
            : null;
    }

    /// <summary>Creates a proof from a sign-in whose second factor was verified in this transaction.</summary>
    internal static SignInProof BySecondStep(PendingSignIn pending, OperationContext context) => pending.UsedAt == context.Now
        ? new(pending.AccountId, null, factor: true)
        : throw new InvalidOperationException("The second factor was not verified in this transaction.");

    /// <summary>Creates a proof from a passkey whose signature <see cref="PasskeyVerifier"/> has just verified.</summary>
    internal static SignInProof ByPasskey(VerifiedPasskey verified) => new(verified.Account.Id, null, factor: true);
}
