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

    /// <param name="place">How many events the same operation raised before: ids grow with it, and rows are stored in order of id.</param>
    internal OutboxMessage(Guid organizationId, string type, string subject, string payload, DateTimeOffset now, int place = 0)
    {
        (OrganizationId, Id, Type, Subject, Payload, OccurredAt, NextAttemptAt) =
            (organizationId, Id<OutboxMessage>.New(now.AddMilliseconds(place)), type, subject, payload, now, now);
    }

    public Guid OrganizationId { get; private set; }
    public Id<OutboxMessage> Id { get; private set; }

    /// <summary>Order of storing. Operations on one subject queue for its row, so theirs is the order in which things happened.</summary>
    public long Sequence { get; private set; }
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

    /// <summary>Why the last try failed.</summary>
    public string? Failure { get; private set; }

    /// <summary>When the relay gave it up after too many tries; it stays until someone looks.</summary>
    public DateTimeOffset? ParkedAt { get; private set; }

    /// <summary>For seeded history: a fact of the past that nobody is told of any more.</summary>
    internal void BornSettled() => RelayedAt = OccurredAt;
}

sealed class OutboxMessageTable : IEntityTypeConfiguration<OutboxMessage>
{
    const string Waiting = "relayed_at is null and parked_at is null";

    public void Configure(EntityTypeBuilder<OutboxMessage> entity)
    {
        entity.ToTable("outbox_messages").Grant(Grants.Append, ops: "select, update, delete");
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Type).HasMaxLength(100);
        entity.Property(row => row.Subject).HasMaxLength(64);
        entity.Property(row => row.Payload).HasColumnType("json"); // kept to the byte: its signature is
        entity.Property(row => row.Sequence).UseIdentityAlwaysColumn();
        entity.HasIndex(row => row.Sequence).HasFilter(Waiting).HasDatabaseName("ix_outbox_messages_waiting");
        entity.HasIndex(row => new { row.OrganizationId, row.Subject, row.Sequence }).HasFilter(Waiting).HasDatabaseName("ix_outbox_messages_waiting_by_subject");
        entity.HasIndex(row => row.OccurredAt);
        entity.HasIndex(row => new { row.OrganizationId, row.Subject, row.Id });
    }
}
