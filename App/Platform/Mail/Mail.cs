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

    internal Mail(Guid id, Guid? organizationId, string recipient, byte[] content, DateTimeOffset now) =>
        (Id, OrganizationId, Recipient, Content, CreatedAt, NextAttemptAt) = (id, organizationId, recipient, content, now, now);

    public Guid Id { get; private set; }

    /// <summary>Whose log it stands in; null for an account's own mails.</summary>
    public Guid? OrganizationId { get; private set; }
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
        entity.HasIndex(row => row.NextAttemptAt).HasFilter("state = 'Queued'").HasDatabaseName("ix_mails_waiting");
        entity.HasIndex(row => row.CreatedAt); // for pruning
    }
}
