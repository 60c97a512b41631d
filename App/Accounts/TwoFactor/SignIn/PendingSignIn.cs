using App.SignIn;

namespace App.Accounts;

/// <summary>
/// A sign-in after the right password that still needs the second factor. It is not a session and only allows completing the
/// sign-in. Its token is in the browser's cookie, or with the program; the SHA-256 hash is stored.
/// </summary>
public sealed class PendingSignIn : IIdentified, ISignInEvidence
{
    public static string IdPrefix => "psi";

    public const int MostTries = 5;
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    PendingSignIn() { }

    internal static PendingSignIn Begin(SignInProof<StaffRealm> proof, string token, DateTimeOffset now) => new()
    {
        Id = Id<PendingSignIn>.New(now),
        AccountId = proof.Login,
        Stamp = proof.Stamp!,
        TokenHash = Token.HashOf(token),
        CreatedAt = now,
        ExpiresAt = now + Lifetime,
    };

    public Id<PendingSignIn> Id { get; private set; }
    public Guid AccountId { get; private set; }

    /// <summary>The account's security stamp at the time when the password was verified.</summary>
    public string Stamp { get; private set; } = "";
    public byte[] TokenHash { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    Guid ISignInEvidence.Login => AccountId;

    bool ISignInEvidence.SignsUp => false;

    bool ISignInEvidence.WasVerifiedIn(OperationContext context) => UsedAt == context.Now;

    internal void Spend(DateTimeOffset now) => UsedAt = now;
}
