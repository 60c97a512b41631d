using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform;

/// <summary>What the mail service told of a mail after it was sent. Stored under the id that the service gave the notice, so that each counts once.</summary>
sealed class MailNotice
{
    MailNotice() { }

    public string Id { get; private set; } = "";
    public Guid MailId { get; private set; }
    public MailState State { get; private set; }

    /// <summary>In the words of the service.</summary>
    public string? Detail { get; private set; }

    /// <summary>The address is not to be written to again.</summary>
    public bool Final { get; private set; }
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>When <see cref="MailNotices"/> had done what follows from it.</summary>
    public DateTimeOffset? HandledAt { get; private set; }
}

sealed class MailNoticeTable : IEntityTypeConfiguration<MailNotice>
{
    public void Configure(EntityTypeBuilder<MailNotice> entity)
    {
        // select: an insert that does nothing when the notice is there already must be able to see that it is
        entity.ToTable("mail_notices", "platform").Grant(Grants.Append, ops: "select, update, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Id).HasMaxLength(100);
        entity.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.Detail).HasMaxLength(500);
        entity.HasIndex(row => row.ReceivedAt).HasFilter("handled_at is null").HasDatabaseName("ix_mail_notices_waiting");
    }
}

/// <summary>An address from which a mail came back for good, or whose owner complained: nothing is sent there any more.</summary>
sealed class ClosedAddress
{
    ClosedAddress() { }

    /// <summary>In lower case.</summary>
    public string Address { get; private set; } = "";
    public MailState Reason { get; private set; }
    public DateTimeOffset Since { get; private set; }
}

sealed class ClosedAddressTable : IEntityTypeConfiguration<ClosedAddress>
{
    public void Configure(EntityTypeBuilder<ClosedAddress> entity)
    {
        entity.ToTable("closed_addresses", "platform").Grant("select, delete", ops: Grants.All); // operators open one again
        entity.HasKey(row => row.Address);
        entity.Property(row => row.Address).HasMaxLength(254);
        entity.Property(row => row.Reason).HasConversion<string>().HasMaxLength(20);
    }
}
