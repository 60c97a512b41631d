using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Operations;

/// <summary>
/// Represents an event that one handler has not handled yet. The Gate stores it, and the job that handles it, in the transaction
/// of the change that raised the event; the job deletes it. The app role can insert rows but not read them, so an event of one
/// organization is never visible to another, and an event of an account needs no organization.
/// </summary>
sealed class PendingEvent : IPartlyOwned
{
    PendingEvent() { }

    /// <summary>Creates the row for an event of an organization.</summary>
    public PendingEvent(string handler, OutboxMessage message)
    {
        Handler = handler;
        EventId = message.Id.Value;
        Type = message.Type;
        OrganizationId = message.OrganizationId;
        Payload = message.Payload;
        OccurredAt = message.OccurredAt;
    }

    /// <summary>Creates the row for an event of an account.</summary>
    public PendingEvent(string handler, AccountMessage message)
    {
        Handler = handler;
        EventId = message.Id;
        Type = message.Type;
        AccountId = message.AccountId;
        Payload = message.Payload;
        OccurredAt = message.OccurredAt;
    }

    /// <summary>Gets the kind of the job that runs the handler.</summary>
    public string Handler { get; private set; } = "";

    /// <summary>Gets the subject of that job.</summary>
    public Guid EventId { get; private set; }
    public string Type { get; private set; } = "";

    /// <summary>Gets the organization of the event; null for an event of an account.</summary>
    public Guid? OrganizationId { get; private set; }

    /// <summary>Gets the account of the event; null for an event of an organization.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>Gets the JSON of the event record.</summary>
    public string Payload { get; private set; } = "";
    public DateTimeOffset OccurredAt { get; private set; }
}

/// <summary>Holds an event of an account until the operation that raised it is recorded.</summary>
sealed record AccountMessage(Guid Id, string Type, Guid AccountId, string Payload, DateTimeOffset OccurredAt);

sealed class PendingEventTable : IEntityTypeConfiguration<PendingEvent>
{
    public void Configure(EntityTypeBuilder<PendingEvent> entity)
    {
        entity.ToTable("pending_events", "platform", table => table.HasCheckConstraint(
                "ck_pending_events_owner", "(organization_id is null) <> (account_id is null)"))
            .Grant("insert", ops: "select, delete");
        entity.HasKey(row => new { row.Handler, row.EventId });
        entity.Property(row => row.Handler).HasMaxLength(60);
        entity.Property(row => row.Type).HasMaxLength(100);
        entity.Property(row => row.Payload).HasColumnType("json");
        entity.HasIndex(row => row.OccurredAt); // for overdue events and pruning
    }
}
