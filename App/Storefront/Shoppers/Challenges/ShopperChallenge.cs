using App.Accounts;
using App.Platform;

namespace App.Storefront;

public enum ShopperChallengePurpose
{
    /// <summary>Whoever reads the mail chooses a new password.</summary>
    PasswordReset,

    /// <summary>Someone signed in proves that they read the address that is to be theirs.</summary>
    NewAddress,

    /// <summary>Looks the same from outside, for a new address that somebody buys with already: nothing opens it.</summary>
    AddressTaken,
}

/// <summary>Something mailed to a shopper that has to come back, a code or the token of a link; by the rules of staff's <see cref="Challenge"/>.</summary>
public sealed class ShopperChallenge : IOwned, IIdentified
{
    public static string IdPrefix => "shc";

    ShopperChallenge() { }

    internal ShopperChallenge(Id<ShopperChallenge> id, ShopperChallengePurpose purpose, Id<Shopper>? shopper, byte[] recipientHash, SealedSecret secret, DateTimeOffset now)
    {
        (Id, Purpose, ShopperId, RecipientHash) = (id, purpose, shopper, recipientHash);
        (SealedKey, CodeMac, LinkHash) = (secret.SealedKey, secret.CodeMac, secret.LinkHash);
        (CreatedAt, ExpiresAt) = (now, now + Challenge.Lifetime);
    }

    public Guid OrganizationId { get; private set; }
    public Id<ShopperChallenge> Id { get; private set; }
    public ShopperChallengePurpose Purpose { get; private set; }

    /// <summary>Null for an address that nobody buys with: nothing opens it, and its mail says so.</summary>
    public Id<Shopper>? ShopperId { get; private set; }

    /// <summary>SHA-256 of the address it was mailed to.</summary>
    public byte[] RecipientHash { get; private set; } = [];
    public byte[] SealedKey { get; private set; } = [];
    public byte[] CodeMac { get; private set; } = [];
    public byte[] LinkHash { get; private set; } = [];

    /// <summary>A program asked for it: no browser holds it, and its code is good for programs alone.</summary>
    public bool ByProgram { get; internal init; }

    /// <summary>The session alone in which it is good, where somebody signed in has asked.</summary>
    public Guid? SessionId { get; internal init; }

    /// <summary>The address to be proved, where it is another than the shopper's.</summary>
    public string? NewEmail { get; internal init; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }

    internal void Spend(DateTimeOffset now) => UsedAt = now;
}
