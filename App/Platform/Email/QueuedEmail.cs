using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Email;

/// <summary>
/// Lists the states of an email in the order in which it passes through them. A late delivery report never moves it back to an
/// earlier one.
/// </summary>
public enum EmailState { Queued, Sent, Failed, Delivered, Bounced, Complained }

/// <summary>
/// Represents an email that is stored in the transaction of the operation that sends it, and sent after the commit. Its content
/// is encrypted, because it has codes and links, and deleted after sending.
/// </summary>
sealed class QueuedEmail : IPartlyOwned
{
    QueuedEmail() { }

    internal QueuedEmail(
        Guid id, Guid? organizationId, JobKind job, Guid jobSubject, string recipient, byte[] content, bool isLast,
        DateTimeOffset now)
    {
        Id = id;
        OrganizationId = organizationId;
        JobKind = job.Name;
        JobSubject = jobSubject;
        Recipient = recipient;
        Content = content;
        IsLast = isLast;
        CreatedAt = now;
        NextAttemptAt = now;
    }

    public Guid Id { get; private set; }

    /// <summary>Gets the organization in which it was written; null for emails to an account.</summary>
    public Guid? OrganizationId { get; private set; }

    /// <summary>Gets the name of the job that sends it: one of <see cref="EmailJobs"/>.</summary>
    public string JobKind { get; private set; } = "";

    /// <summary>Gets the subject of that job: the organization, or this email if it belongs to no organization.</summary>
    public Guid JobSubject { get; private set; }
    public string Recipient { get; private set; } = "";

    /// <summary>Gets the subject, text and HTML, encrypted with Data Protection.</summary>
    public byte[] Content { get; private set; } = [];
    /// <summary>
    /// Gets whether the recipient's login was deleted. The address is erased as soon as the email is sent or given up.
    /// </summary>
    public bool IsLast { get; private set; }
    public EmailState State { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>
    /// Gets the time of the next attempt. While a job sends the email, this is the time after which another job may try.
    /// </summary>
    public DateTimeOffset NextAttemptAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public string? Failure { get; private set; }
}

sealed class QueuedEmailTable : IEntityTypeConfiguration<QueuedEmail>
{
    public void Configure(EntityTypeBuilder<QueuedEmail> entity)
    {
        // the columns that erasing an address needs; the content stays closed to the app role
        entity.ToTable("emails", "platform").Grant(
            "insert, select (organization_id, recipient, state), update (recipient, is_last)", ops: "select, update, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Recipient).HasMaxLength(254);
        entity.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.JobKind).HasMaxLength(60);
        entity.HasIndex(row => new { row.JobKind, row.JobSubject, row.NextAttemptAt })
            .HasFilter($"state = '{nameof(EmailState.Queued)}'").HasDatabaseName("ix_emails_waiting");
        entity.HasIndex(row => row.CreatedAt); // for pruning
    }
}
