namespace App.SignIn;

/// <summary>
/// A one-time code and link that were sent by email. Whichever is used first uses up both. Each realm has a table of its own.
/// <see cref="OneTimeCodes"/> describes what is stored of the secrets.
/// </summary>
public abstract class EmailCode : IIdentified, ISignInEvidence
{
    public static string IdPrefix => "emc";

    /// <summary>The number of attempts for one code.</summary>
    public const int MaxAttempts = 5;

    /// <summary>
    /// The number of wrong attempts for one login and purpose in a day, after which emails contain only a link. Strangers can
    /// request codes and guess them, so this keeps the chance of a right guess below one in ten thousand.
    /// </summary>
    public const int MaxAttemptsPerDay = 50;

    /// <summary>
    /// The number of emails of one purpose to a login or address in <see cref="Window"/> before further ones are withheld.
    /// </summary>
    public const int MaxEmails = 3;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>
    /// An email is withheld only while one that was sent less than this time ago still works, so everyone who requests one gets
    /// a code that works for at least half of its lifetime.
    /// </summary>
    public static readonly TimeSpan Fresh = Lifetime / 2;

    /// <summary>The time after its end when a code is deleted. The attempts of the last day count.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

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

    /// <summary>Gets the attempts by the browser, program or session that requested it.</summary>
    public int Tries { get; private set; }

    /// <summary>
    /// Gets the attempts by others who may use it, because their own emails were withheld. They do not use up the attempts of the
    /// one that requested it.
    /// </summary>
    public int SharedTries { get; private set; }

    /// <summary>
    /// Gets whether no email was sent for it, because several were sent to the address just before. Its browser can use the code
    /// or link of any of those.
    /// </summary>
    public bool Withheld { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Gets the time when it became invalid: its browser requested a newer one, or the login was recovered.</summary>
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
        Withheld = options.Withheld;
        SessionId = options.SessionId;
        NewEmail = options.NewEmail;
        CreatedAt = now;
        ExpiresAt = now + Lifetime;
    }

    internal bool IsValid(EmailCodePurpose purpose, DateTimeOffset now) =>
        Purpose == purpose && UsedAt is null && VoidedAt is null && ExpiresAt > now;

    /// <summary>Gets the hash of the password that was chosen when it was requested, for sign-ups; otherwise null.</summary>
    internal virtual string? ChosenPasswordHash => null;

    /// <summary>Gets whether its email contains a code and not only a link.</summary>
    internal bool HasCode => CodeMac.Length > 0;

    internal void OmitCode() => CodeMac = [];

    /// <summary>Counts an attempt by the one that requested it. Returns false if none is left.</summary>
    internal bool Try()
    {
        if (Tries >= MaxAttempts)
            return false;
        Tries++;
        return true;
    }

    /// <summary>Counts an attempt by someone whose own email was withheld. Returns false if none is left.</summary>
    internal bool TryShared()
    {
        if (SharedTries >= MaxAttempts)
            return false;
        SharedTries++;
        return true;
    }

    internal void Use(DateTimeOffset now) => UsedAt = now;

    internal void Void(DateTimeOffset now) => VoidedAt = now;
}

/// <summary>Specifies what is unusual about a new email code.</summary>
/// <param name="ByProgram">True if a program requested it.</param>
/// <param name="SessionId">The only session that can redeem it.</param>
/// <param name="NewEmail">The address to verify, if it is not the login's own.</param>
/// <param name="Held">The email code that this browser requested before. A new one replaces it.</param>
/// <param name="Unlimited">True to ignore the limit of emails, for emails that cannot be requested repeatedly.</param>
public sealed record EmailCodeOptions(
    bool ByProgram = false, Guid? SessionId = null, string? NewEmail = null, Id<EmailCode>? Held = null, bool Unlimited = false)
{
    /// <summary>Gets whether the email is withheld.</summary>
    internal bool Withheld { get; init; }
}

/// <summary>An email code that was just used, and its login with the row locked.</summary>
/// <param name="Code">What the browser, program or session requested; another email may have proved it.</param>
public sealed record RedeemedCode(EmailCode Code, ILogin Login);

/// <summary>The email code of a link that was opened, and its login with the row locked.</summary>
/// <param name="Mailed">The email code whose email contains the link.</param>
/// <param name="Held">What this browser requested, if the link works in it; otherwise null.</param>
public sealed record OpenedLink(EmailCode Mailed, EmailCode? Held, ILogin Login)
{
    /// <summary>Uses up the link, and what this browser requested.</summary>
    internal void Use(DateTimeOffset now)
    {
        Mailed.Use(now);
        Held?.Use(now);
    }
}
