using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Operations;

/// <summary>
/// Stores an event in the transaction of the change that it reports. After the relay has sent it, the API lists it for 30 days.
/// </summary>
public sealed class OutboxMessage : IOwned, IIdentified
{
    public static string IdPrefix => "evt";

    /// <summary>Sets how long events, and the records of their handling, are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>
    /// Deletes events that were relayed or parked, the records of handled events, and events whose handler has failed for good.
    /// </summary>
    public static readonly Retention Retention = new("prune events", "37 3 * * *",
        new RetentionRule("outbox_messages", "organization_id, id",
            """
            occurred_at <= $1 and not exists (
                select from outbox_queue q
                where q.organization_id = outbox_messages.organization_id and q.event_id = outbox_messages.id
                  and (q.parked_at is null or q.parked_at > $1))
            """, Kept),
        new RetentionRule("handled_events", "organization_id, event_id, handler", "handled_at <= $1", Kept),
        new RetentionRule("platform.pending_events", "handler, event_id", "occurred_at <= $1", Kept));

    OutboxMessage() { }

    /// <param name="organizationId">Organization in which the event happened.</param>
    /// <param name="type">Name of the event type.</param>
    /// <param name="raised">Event record.</param>
    /// <param name="subject">TypeID of the object that changed.</param>
    /// <param name="now">Time of the operation.</param>
    /// <param name="index">Position among the events of the operation. Ids grow with it, and rows are inserted in id
    /// order.</param>
    internal OutboxMessage(
        Guid organizationId, string type, object raised, string subject, DateTimeOffset now, int index = 0)
    {
        Raised = raised;
        OrganizationId = organizationId;
        Id = Id<OutboxMessage>.New(now.AddMilliseconds(index));
        Type = type;
        Subject = subject;
        Payload = JsonSerializer.Serialize(raised, raised.GetType(), Json.Options);
        OccurredAt = now;
    }

    public Guid OrganizationId { get; private set; }
    public Id<OutboxMessage> Id { get; private set; }

    /// <summary>
    /// Gets the order of insertion. Operations on one subject lock its row, so their events have the order in which they
    /// happened.
    /// </summary>
    public long Sequence { get; private set; }
    public string Type { get; private set; } = "";

    /// <summary>Gets the TypeID of the object that changed.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Gets the event record while the operation that raised it runs; null once the row is read again.</summary>
    internal object? Raised { get; }

    /// <summary>Gets the JSON of the event record, which is the <c>data</c> of webhooks.</summary>
    public string Payload { get; private set; } = "";
    public DateTimeOffset OccurredAt { get; private set; }
}

sealed class OutboxMessageTable : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> entity)
    {
        entity.ToTable("outbox_messages").Grant(Grants.Append, ops: "select, delete").Listed(stamp: null);
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Ignore(row => row.Raised);
        entity.Property(row => row.Type).HasMaxLength(100);
        entity.Property(row => row.Subject).HasMaxLength(64);
        entity.Property(row => row.Payload).HasColumnType("json"); // keeps the exact bytes, which webhooks sign
        entity.Property(row => row.Sequence).UseIdentityAlwaysColumn();
        entity.HasIndex(row => row.OccurredAt);
        entity.HasIndex(row => new { row.OrganizationId, row.Subject, row.Id });
    }
}
