namespace App.SignIn;

/// <summary>
/// A change of a login's email address. For seven days, the previous address has a link that undoes it, because the one who
/// changed it may be a thief who also reads the new address. Each realm has a table of its own.
/// </summary>
public abstract class EmailChange : IIdentified
{
    public static string IdPrefix => "emd";

    /// <summary>The time for which the change can be undone.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>
    /// The time after its end when a change is deleted: as long as emails to the previous address are stored, so that a deletion
    /// of the login finds them.
    /// </summary>
    public static readonly TimeSpan Kept = EmailLogEntry.PersonalKept + TimeSpan.FromDays(1);

    public Id<EmailChange> Id { get; private set; }

    /// <summary>Gets the login.</summary>
    public abstract Guid OwnerId { get; }

    /// <summary>Gets the previous address, to which the link was sent.</summary>
    public string PreviousEmail { get; private set; } = "";

    /// <summary>Gets the SHA-256 hash of the link's token.</summary>
    public byte[] LinkHash { get; private set; } = [];
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Gets the time after which the change can no longer be undone.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }

    internal void Fill(string previousEmail, byte[] linkHash, DateTimeOffset now)
    {
        Id = Id<EmailChange>.New(now);
        PreviousEmail = previousEmail;
        LinkHash = linkHash;
        ChangedAt = now;
        ExpiresAt = now + Lifetime;
    }

    internal void Undo(DateTimeOffset now) => UndoneAt = now;
}

/// <summary>A change of an email address, as the page of the emailed link shows it.</summary>
/// <param name="Previous">The address that the login gets back.</param>
/// <param name="At">The time of the change.</param>
/// <param name="Until">The time until which it can be undone.</param>
public sealed record EmailChangeView(string Previous, DateTimeOffset At, DateTimeOffset Until);
