namespace App.Accounts;

public enum EmailCodePurpose
{
    /// <summary>Proves that the reader owns the address, and completes the sign-up.</summary>
    SignUp,

    /// <summary>
    /// Is sent to an address that already has an account. It cannot be redeemed, and its email says so; the caller cannot tell
    /// it from <see cref="SignUp"/>.
    /// </summary>
    AlreadyRegistered,

    /// <summary>
    /// Proves that a signed-in person reads the account's email, if the account has no other second factor. It is bound to the
    /// session.
    /// </summary>
    StepUp,

    /// <summary>Lets the reader of the account's email choose a new password.</summary>
    PasswordReset,

    /// <summary>
    /// Is sent instead of a password reset to an address without an account. It cannot be redeemed, and its email says so; the
    /// caller cannot tell it from <see cref="PasswordReset"/>.
    /// </summary>
    NoAccount,

    /// <summary>Proves that a signed-in person owns the address that the account is to get. It is bound to the session.</summary>
    NewAddress,

    /// <summary>
    /// Is sent instead to a new address that another account already has. The caller cannot tell it from
    /// <see cref="NewAddress"/>.
    /// </summary>
    AddressTaken,
}

/// <summary>
/// A one-time code and link that were sent by email. Whichever is used first uses up both. <see cref="OneTimeCodes"/> describes
/// what is stored of them.
/// </summary>
public sealed class EmailCode : IIdentified
{
    public static string IdPrefix => "chl";

    public const int MostTries = 5;
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    EmailCode() { }

    internal EmailCode(
        Id<EmailCode> id, EmailCodePurpose purpose, Guid? accountId, byte[] recipientHash, ProtectedSecret secret,
        string? details, DateTimeOffset now)
    {
        Id = id;
        Purpose = purpose;
        AccountId = accountId;
        RecipientHash = recipientHash;
        EncryptedKey = secret.EncryptedKey;
        CodeMac = secret.CodeMac;
        LinkHash = secret.LinkHash;
        Details = details;
        CreatedAt = now;
        ExpiresAt = now + Lifetime;
    }

    public Id<EmailCode> Id { get; private set; }

    /// <summary>The account; null for an address without an account.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>
    /// The SHA-256 hash of the recipient's address. It limits the emails to an address, with or without an account.
    /// </summary>
    public byte[] RecipientHash { get; private set; } = [];
    public EmailCodePurpose Purpose { get; private set; }
    public byte[] EncryptedKey { get; private set; } = [];
    public byte[] CodeMac { get; private set; } = [];
    public byte[] LinkHash { get; private set; } = [];

    /// <summary>The data that the purpose needs, as JSON, such as the organization to create.</summary>
    public string? Details { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>The time when a newer one replaced it.</summary>
    public DateTimeOffset? VoidedAt { get; private set; }

    internal void Spend(DateTimeOffset now) => UsedAt = now;
}
