using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Operations;

/// <summary>
/// Represents an event that the relay has not sent yet, or has parked after too many attempts. The row is stored with the event,
/// and the relay deletes it when it has sent the event. It is separate from <see cref="OutboxMessage"/> because deleting a short
/// row costs a fraction of updating a long one with many indexes.
/// </summary>
public sealed class QueuedEvent : IOwned
{
    QueuedEvent() { }

    internal QueuedEvent(OutboxMessage message)
    {
        OrganizationId = message.OrganizationId;
        EventId = message.Id;
        Subject = message.Subject;
        NextAttemptAt = message.OccurredAt;
    }

    public Guid OrganizationId { get; private set; }
    public Id<OutboxMessage> EventId { get; private set; }

    /// <summary>
    /// Gets the order of insertion. Operations on one subject lock its row, so their events have the order in which they
    /// happened.
    /// </summary>
    public long Sequence { get; private set; }

    /// <summary>Gets the TypeID of the object that changed.</summary>
    public string Subject { get; private set; } = "";
    public int Attempts { get; private set; }
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>Gets why the last attempt failed.</summary>
    public string? Failure { get; private set; }

    /// <summary>Gets when the relay gave up after too many attempts; null otherwise.</summary>
    public DateTimeOffset? ParkedAt { get; private set; }
}

sealed class QueuedEventTable : IEntityTypeConfiguration<QueuedEvent>
{
    const string Waiting = "parked_at is null";

    public void Configure(EntityTypeBuilder<QueuedEvent> entity)
    {
        entity.ToTable("outbox_queue").Grant(Grants.Append, ops: "select, update, delete");
        entity.HasKey(row => new { row.OrganizationId, row.EventId });
        entity.Property(row => row.Sequence).UseIdentityAlwaysColumn();
        entity.Property(row => row.Subject).HasMaxLength(64);
        entity.HasIndex(row => new { row.OrganizationId, row.Sequence })
            .HasFilter(Waiting)
            .HasDatabaseName("ix_outbox_queue_waiting");
        entity.HasIndex(row => row.NextAttemptAt)
            .HasFilter($"{Waiting} and attempts > 0")
            .HasDatabaseName("ix_outbox_queue_failed");
        entity.HasOne<OutboxMessage>().WithOne()
            .HasForeignKey<QueuedEvent>(row => new { row.OrganizationId, row.EventId })
            .OnDelete(DeleteBehavior.Cascade);
    }
}
