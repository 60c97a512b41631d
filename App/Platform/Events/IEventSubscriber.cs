using Npgsql;

namespace App.Platform.Events;

/// <summary>
/// Receives every event of every organization once, in the relay's transaction, so its changes and the mark "relayed" are
/// committed together or not at all.
/// </summary>
public interface IEventSubscriber
{
    /// <summary>
    /// Processes a batch of events, oldest first. If it throws, the relay rolls it back and retries the events one by one.
    /// </summary>
    Task TakeAsync(RelayBatch batch, CancellationToken ct);
}

/// <summary>Describes an event that the relay has claimed.</summary>
/// <param name="RowId">Physical location of its row in the queue, which the relay has locked.</param>
public sealed record RelayedEvent(
    Guid OrganizationId, Id<OutboxMessage> Id, string Type, string Subject, string Payload, DateTimeOffset OccurredAt,
    int Attempts, string RowId);

/// <summary>Contains the events of a batch and the transaction in which subscribers write.</summary>
public sealed record RelayBatch(NpgsqlTransaction Transaction, IReadOnlyList<RelayedEvent> Events, DateTimeOffset Now);
