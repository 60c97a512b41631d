using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Email;

/// <summary>
/// Represents the email provider's report on an email after it was sent. It is stored under the provider's own id, so a report
/// that is sent twice counts once.
/// </summary>
sealed class DeliveryReport
{
    DeliveryReport() { }

    public string Id { get; private set; } = "";
    public Guid EmailId { get; private set; }
    public EmailState State { get; private set; }

    /// <summary>Gets the reason, in the provider's words.</summary>
    public string? Detail { get; private set; }

    /// <summary>Gets a value that is true if nothing may be sent to the address again.</summary>
    public bool Final { get; private set; }
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Gets the time when <see cref="DeliveryReports"/> processed the report; null before that.</summary>
    public DateTimeOffset? HandledAt { get; private set; }
}

sealed class DeliveryReportTable : IEntityTypeConfiguration<DeliveryReport>
{
    public void Configure(EntityTypeBuilder<DeliveryReport> entity)
    {
        // "on conflict do nothing" needs the select privilege to find the existing row
        entity.ToTable("delivery_reports", "platform").Grant(Grants.Append, ops: "select, update, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Id).HasMaxLength(100);
        entity.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.Detail).HasMaxLength(500);
        entity.HasIndex(row => row.ReceivedAt).HasFilter("handled_at is null").HasDatabaseName("ix_delivery_reports_waiting");
    }
}

/// <summary>
/// Represents an address that receives no more email, because an email to it bounced permanently, or no more email of one
/// organization, because its owner marked an email of that organization as spam.
/// </summary>
sealed class SuppressedAddress
{
    /// <summary>Is the sender of a suppression that holds for all email.</summary>
    public static readonly Guid Everyone = Guid.Empty;

    SuppressedAddress() { }

    /// <summary>Gets the address in lower case.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Gets the organization whose email is suppressed; <see cref="Everyone"/> if all email is.</summary>
    public Guid Sender { get; private set; }
    public EmailState Reason { get; private set; }
    public DateTimeOffset Since { get; private set; }
}

sealed class SuppressedAddressTable : IEntityTypeConfiguration<SuppressedAddress>
{
    public void Configure(EntityTypeBuilder<SuppressedAddress> entity)
    {
        // platform administrators remove addresses from the list
        entity.ToTable("suppressed_addresses", "platform").Grant("select, delete", ops: Grants.All);
        entity.HasKey(row => new { row.Address, row.Sender });
        entity.Property(row => row.Address).HasMaxLength(254);
        entity.Property(row => row.Reason).HasConversion<string>().HasMaxLength(20);
        entity.Searched(row => row.Address);
    }
}
