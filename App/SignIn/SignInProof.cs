using Microsoft.AspNetCore.Identity;

namespace App.SignIn;

/// <summary>The stored password of a login, read before the slow verification starts.</summary>
/// <param name="Login">The key of the login.</param>
/// <param name="Hash">The bcrypt hash.</param>
/// <param name="Stamp">The security stamp at that time. A session opens only while it is unchanged.</param>
public sealed record StoredPassword(Guid Login, string Hash, string Stamp);

/// <summary>
/// Something that was verified in the transaction that uses it: a used email code, a second factor, the signature of a passkey.
/// A new way to sign in implements this interface.
/// </summary>
public interface ISignInEvidence
{
    /// <summary>Gets the login that it proves.</summary>
    Guid Login { get; }

    /// <summary>Gets whether it completes a sign-up.</summary>
    bool SignsUp { get; }

    /// <summary>Returns true if it was verified in this transaction.</summary>
    bool WasVerifiedIn(OperationContext context);
}

/// <summary>
/// Proves that the caller is the person of a login of one realm. Only its factory methods create a proof, after verification, and
/// no session opens without one.
/// </summary>
public sealed class SignInProof<TRealm> where TRealm : SignInRealm
{
    SignInProof(Guid login, string? stamp, bool hasFactor = false, bool signsUp = false, string? weakHash = null)
    {
        Login = login;
        Stamp = stamp;
        HasFactor = hasFactor;
        SignsUp = signsUp;
        WeakHash = weakHash;
    }

    public Guid Login { get; }

    /// <summary>
    /// Gets the security stamp at the time of the proof; null if the proof was made in the transaction that uses it.
    /// </summary>
    internal string? Stamp { get; }

    /// <summary>Gets whether more than the password was proved: a second factor, or a code sent to the address.</summary>
    internal bool HasFactor { get; }

    /// <summary>Gets whether the sign-in completes a sign-up.</summary>
    internal bool SignsUp { get; }

    /// <summary>
    /// Gets the hash that the password was verified against if its cost is lower than the configured one; otherwise null.
    /// </summary>
    internal string? WeakHash { get; }

    /// <summary>Creates a proof from the result of verifying a password; null if it was wrong.</summary>
    internal static SignInProof<TRealm>? ByPassword(StoredPassword? stored, PasswordVerificationResult verified)
    {
        if (verified == PasswordVerificationResult.Failed || stored is null)
            return null;
        var isWeak = verified == PasswordVerificationResult.SuccessRehashNeeded;
        return new(stored.Login, stored.Stamp, weakHash: isWeak ? stored.Hash : null);
    }

    /// <summary>Creates a proof from evidence. Throws if it was not verified in this transaction, which is a bug.</summary>
    public static SignInProof<TRealm> By(ISignInEvidence evidence, OperationContext context) => evidence.WasVerifiedIn(context)
        ? new(evidence.Login, null, hasFactor: true, evidence.SignsUp)
        : throw new InvalidOperationException("The evidence was not verified in this transaction.");
}
