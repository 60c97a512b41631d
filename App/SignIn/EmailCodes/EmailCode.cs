namespace App.SignIn;

/// <summary>
/// A one-time code and link that were sent by email. Whichever is used first uses up both. Each realm has a table of its own.
/// <see cref="OneTimeCodes"/> describes what is stored of the secrets.
/// </summary>
public abstract class EmailCode : IIdentified, ISignInEvidence
{
    public static string IdPrefix => "emc";

    /// <summary>The number of attempts for all codes of one login and purpose in <see cref="Window"/>.</summary>
    public const int MaxAttempts = 5;

    /// <summary>The number of emails of one purpose to a login or address in <see cref="Window"/>.</summary>
    public const int MaxEmails = 3;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public Id<EmailCode> Id { get; private set; }

    /// <summary>
    /// Gets the login; null for an address without one. The code cannot be redeemed then, and its email says so.
    /// </summary>
    public abstract Guid? OwnerId { get; }
    public EmailCodePurpose Purpose { get; private set; }

    /// <summary>
    /// Gets the SHA-256 hash of the recipient's address. It limits the emails to an address, with or without a login.
    /// </summary>
    public byte[] RecipientHash { get; private set; } = [];
    public byte[] EncryptedKey { get; private set; } = [];
    public byte[] CodeMac { get; private set; } = [];
    public byte[] LinkHash { get; private set; } = [];

    /// <summary>Gets whether a program requested it: no browser has its cookie, and only programs can use its code.</summary>
    public bool ByProgram { get; private set; }

    /// <summary>Gets the session that requested it and in which it can be redeemed; null if no one was signed in.</summary>
    public Guid? SessionId { get; private set; }

    /// <summary>Gets the address to verify; null if it is the login's own.</summary>
    public string? NewEmail { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Gets the time when a newer one replaced it.</summary>
    public DateTimeOffset? VoidedAt { get; private set; }

    Guid ISignInEvidence.Login => OwnerId ?? throw new InvalidOperationException("The email code has no login.");

    bool ISignInEvidence.SignsUp => Purpose == EmailCodePurpose.SignUp;

    bool ISignInEvidence.WasVerifiedIn(OperationContext context) =>
        UsedAt == context.Now && Purpose == EmailCodePurpose.SignUp
        && context.Db.Entry(this).State != Microsoft.EntityFrameworkCore.EntityState.Detached;

    internal void Fill(
        Id<EmailCode> id, EmailCodePurpose purpose, byte[] recipientHash, ProtectedSecret secret, EmailCodeOptions options,
        DateTimeOffset now)
    {
        Id = id;
        Purpose = purpose;
        RecipientHash = recipientHash;
        EncryptedKey = secret.EncryptedKey;
        CodeMac = secret.CodeMac;
        LinkHash = secret.LinkHash;
        ByProgram = options.ByProgram;
        SessionId = options.SessionId;
        NewEmail = options.NewEmail;
        CreatedAt = now;
        ExpiresAt = now + Lifetime;
    }

    internal bool IsValid(EmailCodePurpose purpose, DateTimeOffset now) =>
        Purpose == purpose && UsedAt is null && VoidedAt is null && ExpiresAt > now;

    internal void Use(DateTimeOffset now) => UsedAt = now;
}

/// <summary>Specifies what is unusual about a new email code.</summary>
/// <param name="ByProgram">True if a program requested it.</param>
/// <param name="SessionId">The only session that can redeem it.</param>
/// <param name="NewEmail">The address to verify, if it is not the login's own.</param>
/// <param name="Unlimited">True to ignore the limit of emails, for emails that cannot be requested repeatedly.</param>
public sealed record EmailCodeOptions(
    bool ByProgram = false, Guid? SessionId = null, string? NewEmail = null, bool Unlimited = false);

/// <summary>An email code that was just used, and its login with the row locked.</summary>
public sealed record RedeemedCode(EmailCode Code, ILogin Login);
