using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>A code and a link, mailed to someone who has forgotten a storefront's password; by the rules of staff's <see cref="Challenge"/>.</summary>
public sealed class ShopperChallenge : IOwned, IIdentified
{
    public static string IdPrefix => "shc";

    ShopperChallenge() { }

    internal ShopperChallenge(Id<ShopperChallenge> id, Id<Shopper>? shopper, byte[] recipientHash, SealedSecret secret, bool byProgram, DateTimeOffset now)
    {
        (Id, ShopperId, RecipientHash, ByProgram) = (id, shopper, recipientHash, byProgram);
        (SealedKey, CodeMac, LinkHash) = (secret.SealedKey, secret.CodeMac, secret.LinkHash);
        (CreatedAt, ExpiresAt) = (now, now + Challenge.Lifetime);
    }

    public Guid OrganizationId { get; private set; }
    public Id<ShopperChallenge> Id { get; private set; }

    /// <summary>Null for an address that nobody buys with: nothing opens it, and its mail says so.</summary>
    public Id<Shopper>? ShopperId { get; private set; }

    /// <summary>SHA-256 of the address it was mailed to.</summary>
    public byte[] RecipientHash { get; private set; } = [];
    public byte[] SealedKey { get; private set; } = [];
    public byte[] CodeMac { get; private set; } = [];
    public byte[] LinkHash { get; private set; } = [];

    /// <summary>A program asked for it: no browser holds it, and its code is good for programs alone.</summary>
    public bool ByProgram { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }

    internal void Spend(DateTimeOffset now) => UsedAt = now;
}
