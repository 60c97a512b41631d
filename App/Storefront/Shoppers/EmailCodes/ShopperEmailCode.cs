using App.Accounts;

namespace App.Storefront;

public enum ShopperEmailCodePurpose
{
    /// <summary>Lets the reader of the shopper's email choose a new password.</summary>
    PasswordReset,

    /// <summary>Proves that a signed-in shopper owns the address that they want to use. It is bound to the session.</summary>
    NewAddress,

    /// <summary>
    /// Is sent instead to a new address that is already in use. It cannot be redeemed, and the caller cannot tell it from
    /// <see cref="NewAddress"/>.
    /// </summary>
    AddressTaken,
}

/// <summary>
/// A one-time code and link that were sent to a shopper by email. It follows the rules of <see cref="EmailCode"/> for staff.
/// </summary>
public sealed class ShopperEmailCode : IOwned, IIdentified
{
    public static string IdPrefix => "shc";

    ShopperEmailCode() { }

    internal ShopperEmailCode(
        Id<ShopperEmailCode> id, ShopperEmailCodePurpose purpose, Id<Shopper>? shopper, byte[] recipientHash,
        ProtectedSecret secret, DateTimeOffset now)
    {
        Id = id;
        Purpose = purpose;
        ShopperId = shopper;
        RecipientHash = recipientHash;
        EncryptedKey = secret.EncryptedKey;
        CodeMac = secret.CodeMac;
        LinkHash = secret.LinkHash;
        CreatedAt = now;
        ExpiresAt = now + EmailCode.Lifetime;
    }

    public Guid OrganizationId { get; private set; }
    public Id<ShopperEmailCode> Id { get; private set; }
    public ShopperEmailCodePurpose Purpose { get; private set; }

    /// <summary>The shopper; null for an address without a shopper. It cannot be redeemed then, and its email says so.</summary>
    public Id<Shopper>? ShopperId { get; private set; }

    /// <summary>The SHA-256 hash of the recipient's address.</summary>
    public byte[] RecipientHash { get; private set; } = [];
    public byte[] EncryptedKey { get; private set; } = [];
    public byte[] CodeMac { get; private set; } = [];
    public byte[] LinkHash { get; private set; } = [];

    /// <summary>True if a program requested it: no browser holds its cookie, and only programs can use its code.</summary>
    public bool ByProgram { get; internal init; }

    /// <summary>The session that requested it and in which it can be redeemed; null if no one was signed in.</summary>
    public Guid? SessionId { get; internal init; }

    /// <summary>The address to verify; null if it is the shopper's own.</summary>
    public string? NewEmail { get; internal init; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }

    internal void Spend(DateTimeOffset now) => UsedAt = now;
}
