using App.Platform;

namespace App.Accounts;

public enum ChallengePurpose
{
    /// <summary>Whoever reads the mail owns the address and finishes signing up.</summary>
    SignUp,

    /// <summary>Looks the same from outside, for an address that has an account: nothing opens it, and its mail says so.</summary>
    AlreadyRegistered,

    /// <summary>Someone signed in proves that they read the account's mail, for want of another second factor. Bound to the session.</summary>
    StepUp,

    /// <summary>Whoever reads the account's mail chooses a new password.</summary>
    PasswordReset,

    /// <summary>Looks the same from outside, for an address without an account: nothing opens it, and its mail says so.</summary>
    NoAccount,

    /// <summary>Someone signed in proves that they read the address that is to be theirs. Bound to the session.</summary>
    NewAddress,

    /// <summary>Looks the same from outside, for a new address that somebody has already.</summary>
    AddressTaken,
}

/// <summary>
/// Something mailed that has to come back: six digits, or the token of a link. What is kept of them <see cref="ChallengeSeal"/> says. Spent once,
/// by whichever comes first.
/// </summary>
public sealed class Challenge : IIdentified
{
    public static string IdPrefix => "chl";

    public const int MostTries = 5;
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    Challenge() { }

    internal Challenge(Id<Challenge> id, ChallengePurpose purpose, Guid? accountId, byte[] recipientHash, SealedSecret secret, string? details, DateTimeOffset now)
    {
        (Id, Purpose, AccountId, RecipientHash, Details) = (id, purpose, accountId, recipientHash, details);
        (SealedKey, CodeMac, LinkHash) = (secret.SealedKey, secret.CodeMac, secret.LinkHash);
        (CreatedAt, ExpiresAt) = (now, now + Lifetime);
    }

    public Id<Challenge> Id { get; private set; }

    /// <summary>Null for an address that nobody has.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>SHA-256 of the address it was mailed to: so many go there in a while, whether it has an account or not.</summary>
    public byte[] RecipientHash { get; private set; } = [];
    public ChallengePurpose Purpose { get; private set; }
    public byte[] SealedKey { get; private set; } = [];
    public byte[] CodeMac { get; private set; } = [];
    public byte[] LinkHash { get; private set; } = [];

    /// <summary>JSON of what its purpose needs to remember, such as the organization to be founded.</summary>
    public string? Details { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>When a newer one took its place.</summary>
    public DateTimeOffset? VoidedAt { get; private set; }

    internal void Spend(DateTimeOffset now) => UsedAt = now;
}
