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
}

/// <summary>
/// Something mailed that has to come back: six digits, or the token of a link. Kept is an HMAC of the digits, bound to purpose,
/// account and challenge under a key of the challenge's own, and the SHA-256 of the token. Spent once, by whichever comes first.
/// </summary>
public sealed class Challenge : IIdentified
{
    public static string IdPrefix => "chl";

    public const int MostTries = 5;
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    Challenge() { }

    internal Challenge(Id<Challenge> id, Guid accountId, ChallengePurpose purpose, byte[] sealedKey, byte[] codeMac, byte[] linkHash, string? details, DateTimeOffset now)
    {
        (Id, AccountId, Purpose, SealedKey, CodeMac, LinkHash, Details) = (id, accountId, purpose, sealedKey, codeMac, linkHash, details);
        (CreatedAt, ExpiresAt) = (now, now + Lifetime);
    }

    public Id<Challenge> Id { get; private set; }
    public Guid AccountId { get; private set; }
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
