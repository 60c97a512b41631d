using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform;

/// <summary>In the order in which a mail goes through them; what comes late never takes it back.</summary>
public enum MailState { Queued, Sent, Failed, Delivered, Bounced, Complained }

/// <summary>
/// A mail, stored in the transaction that wrote it and sent afterwards. What it says is sealed, because codes and links are in it, and
/// wiped once it has left.
/// </summary>
sealed class Mail
{
    Mail() { }

    internal Mail(Guid id, Guid? organizationId, JobKind job, Guid jobSubject, string recipient, byte[] content, DateTimeOffset now)
    {
        Id = id;
        OrganizationId = organizationId;
        JobKind = job.Name;
        JobSubject = jobSubject;
        Recipient = recipient;
        Content = content;
        CreatedAt = NextAttemptAt = now;
    }

    public Guid Id { get; private set; }

    /// <summary>Whose log it stands in; null for an account's own mails.</summary>
    public Guid? OrganizationId { get; private set; }

    /// <summary>Name of the job that sends it: one of <see cref="EmailJobs"/>.</summary>
    public string JobKind { get; private set; } = "";

    /// <summary>Subject of that job: the organization, or the mail itself when it belongs to none.</summary>
    public Guid JobSubject { get; private set; }
    public string Recipient { get; private set; } = "";

    /// <summary>Subject, text and HTML, sealed by Data Protection.</summary>
    public byte[] Content { get; private set; } = [];
    public MailState State { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>While someone is sending it: when it is taken for lost and tried again.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public string? Failure { get; private set; }
}

sealed class MailTable : IEntityTypeConfiguration<Mail>
{
    public void Configure(EntityTypeBuilder<Mail> entity)
    {
        entity.ToTable("mails", "platform").Grant("insert", ops: "select, update, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Recipient).HasMaxLength(254);
        entity.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.JobKind).HasMaxLength(60);
        entity.HasIndex(row => new { row.JobKind, row.JobSubject, row.NextAttemptAt }).HasFilter("state = 'Queued'").HasDatabaseName("ix_mails_waiting");
        entity.HasIndex(row => row.CreatedAt); // for pruning
    }
}
