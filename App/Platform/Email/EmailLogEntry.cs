using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Email;

/// <summary>
/// Represents an email as the organization that it concerns sees it: its text without codes and links, and its delivery state. It
/// is written in the same transaction as the email and has the same id; background work keeps its state up to date.
/// </summary>
public sealed class EmailLogEntry : IOwned, IIdentified
{
    public static string IdPrefix => "eml";

    /// <summary>Sets how long emails, their log entries and their delivery reports are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>
    /// Sets how long emails to a single account or shopper are kept. No log shows them; delivery reports arrive within days.
    /// </summary>
    public static readonly TimeSpan PersonalKept = TimeSpan.FromDays(7);

    /// <summary>Deletes emails, their log entries and their delivery reports. The suppression list is kept.</summary>
    public static readonly Retention Retention = new("prune emails", "53 3 * * *",
        new RetentionRule("email_log_entries", "organization_id, id", "created_at <= $1", Kept),
        new RetentionRule(
            "platform.emails", "id", $"created_at <= $1 and job_kind = '{EmailJobs.SendCode.Name}'", PersonalKept),
        new RetentionRule("platform.emails", "id", "created_at <= $1", Kept),
        new RetentionRule("platform.delivery_reports", "id", "received_at <= $1 and handled_at is not null", Kept));

    EmailLogEntry() { }

    /// <param name="shown">The content of the email without secrets.</param>
    internal EmailLogEntry(Guid id, string recipient, IOrganizationEmail email, EmailContent shown, DateTimeOffset now)
    {
        Id = new(id);
        Recipient = recipient;
        Kind = email.Kind;
        About = email.About;
        RecordId = email.RecordId;
        Subject = shown.Subject;
        Text = shown.Text;
        CreatedAt = now;
        ChangedAt = now;
    }

    public Guid OrganizationId { get; private set; }
    public Id<EmailLogEntry> Id { get; private set; }
    public string Recipient { get; private set; } = "";

    /// <summary>Gets the type of email, as in <see cref="IOrganizationEmail.Kind"/>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Gets the TypeID of the object that the email is about.</summary>
    public string About { get; private set; } = "";

    /// <summary>Gets the TypeID of the record whose timeline shows the email; null if there is none.</summary>
    public string? RecordId { get; private set; }
    public string Subject { get; private set; } = "";
    public string Text { get; private set; } = "";
    public EmailState State { get; private set; }

    /// <summary>Gets the reason why the email failed, bounced or is still queued.</summary>
    public string? Failure { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Gets the time of the last state change.</summary>
    public DateTimeOffset ChangedAt { get; private set; }
}

sealed class EmailLogEntryTable : IEntityTypeConfiguration<EmailLogEntry>
{
    public void Configure(EntityTypeBuilder<EmailLogEntry> entity)
    {
        entity.ToTable("email_log_entries").Grant(
            "select, insert, update (recipient, text)", ops: "select, update, delete").Listed();
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Recipient).HasMaxLength(254);
        entity.Searched(row => row.Recipient, row => row.Subject);
        entity.Property(row => row.Kind).HasMaxLength(40);
        entity.Property(row => row.About).HasMaxLength(64);
        entity.Property(row => row.RecordId).HasMaxLength(64);
        entity.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
        entity.HasIndex(row => new { row.OrganizationId, row.About, row.Id });
        entity.HasIndex(row => new { row.OrganizationId, row.RecordId, row.Id }).HasFilter("record_id is not null");
        entity.HasIndex(row => new { row.OrganizationId, row.CreatedAt }); // for the quota
        entity.HasIndex(row => row.CreatedAt); // for pruning
    }
}
