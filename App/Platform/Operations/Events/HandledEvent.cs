using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Operations;

/// <summary>
/// Records that a handler has handled an event in an organization. It is stored in the transaction of the handler's changes, so a
/// job that runs again finds it and changes nothing.
/// </summary>
sealed class HandledEvent : IOwned
{
    HandledEvent() { }

    public Guid OrganizationId { get; private set; }
    public Guid EventId { get; private set; }

    /// <summary>Gets the kind of the job that ran the handler.</summary>
    public string Handler { get; private set; } = "";
    public DateTimeOffset HandledAt { get; private set; }

    /// <summary>
    /// Stores the record. Returns false if it exists. If another transaction has just stored it, waits for the end of that
    /// transaction.
    /// </summary>
    public static async Task<bool> TryAddAsync(OperationContext context, string handler, Guid eventId, CancellationToken ct) =>
        await context.Db.Database.ExecuteSqlAsync($"""
            insert into handled_events (organization_id, event_id, handler, handled_at)
            values ({context.Organization.Id}, {eventId}, {handler}, {context.Now})
            on conflict do nothing
            """, ct) == 1;
}

sealed class HandledEventTable : IEntityTypeConfiguration<HandledEvent>
{
    public void Configure(EntityTypeBuilder<HandledEvent> entity)
    {
        entity.ToTable("handled_events").Grant(Grants.Append, ops: "select, delete");
        entity.HasKey(row => new { row.OrganizationId, row.EventId, row.Handler });
        entity.Property(row => row.Handler).HasMaxLength(60);
        entity.HasIndex(row => row.HandledAt); // for pruning
    }
}
