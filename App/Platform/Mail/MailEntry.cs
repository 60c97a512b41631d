using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform;

/// <summary>
/// A mail as the organization it concerns sees it: what it said, without codes and links, and what became of it. Written with the mail and
/// under the same id; the loops bring its state up to date.
/// </summary>
public sealed class MailEntry : IOwned, IIdentified
{
    public static string IdPrefix => "eml";

    MailEntry() { }

    internal MailEntry(Guid id, string recipient, IOrganizationLetter letter, string subject, DateTimeOffset now) =>
        (Id, Recipient, Kind, About, Subject, Text, CreatedAt, ChangedAt) = (new(id), recipient, letter.Kind, letter.About, subject, letter.WithoutSecrets.Text, now, now);

    public Guid OrganizationId { get; private set; }
    public Id<MailEntry> Id { get; private set; }
    public string Recipient { get; private set; } = "";

    /// <summary>Which letter.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>TypeID of what it is about.</summary>
    public string About { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public string Text { get; private set; } = "";
    public MailState State { get; private set; }

    /// <summary>Why it failed, waits or came back.</summary>
    public string? Failure { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it came into its state.</summary>
    public DateTimeOffset ChangedAt { get; private set; }
}

sealed class MailEntryTable : IEntityTypeConfiguration<MailEntry>
{
    public void Configure(EntityTypeBuilder<MailEntry> entity)
    {
        entity.ToTable("mail_entries").Grant(Grants.Append, ops: "select, update, delete");
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Recipient).HasMaxLength(254);
        entity.Property(row => row.Kind).HasMaxLength(40);
        entity.Property(row => row.About).HasMaxLength(64);
        entity.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
        entity.HasIndex(row => new { row.OrganizationId, row.About, row.Id });
        entity.HasIndex(row => row.CreatedAt); // for pruning
    }
}
