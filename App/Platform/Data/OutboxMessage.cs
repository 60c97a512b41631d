using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform;

/// <summary>
/// An event, stored with the change that it tells of. The relay sends it on; afterwards it stays as the public event for 30 days.
/// </summary>
public sealed class OutboxMessage : IOwned, IIdentified
{
    public static string IdPrefix => "evt";

    OutboxMessage() { }

    internal OutboxMessage(Guid organizationId, string type, string subject, string payload, DateTimeOffset now)
    {
        (OrganizationId, Id, Type, Subject, Payload, OccurredAt, NextAttemptAt) = (organizationId, Id<OutboxMessage>.New(now), type, subject, payload, now, now);
    }

    public Guid OrganizationId { get; private set; }
    public Id<OutboxMessage> Id { get; private set; }
    public string Type { get; private set; } = "";

    /// <summary>TypeID of what it happened to.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>JSON of the event record: the <c>data</c> of webhooks.</summary>
    public string Payload { get; private set; } = "";
    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>When the relay has handed it to every subscriber; null while it waits.</summary>
    public DateTimeOffset? RelayedAt { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>Why the last try failed; a message that failed too often is parked here until someone looks.</summary>
    public string? Failure { get; private set; }

    /// <summary>For seeded history: a fact of the past that nobody is told of any more.</summary>
    internal void BornSettled() => RelayedAt = OccurredAt;
}

sealed class OutboxMessageTable : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> entity)
    {
        entity.ToTable("outbox_messages").Grant(Grants.Append, ops: "select, update, delete");
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Type).HasMaxLength(100);
        entity.Property(row => row.Subject).HasMaxLength(64);
        entity.Property(row => row.Payload).HasColumnType("json"); // kept to the byte: its signature is
        entity.HasIndex(row => row.NextAttemptAt).HasFilter("relayed_at is null").HasDatabaseName("ix_outbox_messages_waiting");
        entity.HasIndex(row => new { row.OrganizationId, row.Subject, row.Id });
    }
}
