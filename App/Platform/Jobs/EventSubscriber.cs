using Npgsql;

namespace App.Platform;

/// <summary>
/// A socket of the relay: sees every event of every organization once, inside the relay's transaction, so that what it stores and
/// the mark "relayed" are committed together or not at all.
/// </summary>
public interface IEventSubscriber
{
    /// <summary>Takes a batch, oldest first. An exception puts it back; the relay then finds out which event was to blame.</summary>
    Task TakeAsync(RelayBatch batch, CancellationToken ct);
}

/// <summary>An event on its way.</summary>
public sealed record RelayedEvent(Guid OrganizationId, Id<OutboxMessage> Id, string Type, string Subject, string Payload, DateTimeOffset OccurredAt, int Attempts);

/// <summary>Events handed over together, with the transaction to write in.</summary>
public sealed record RelayBatch(NpgsqlTransaction Transaction, IReadOnlyList<RelayedEvent> Events, DateTimeOffset Now);
