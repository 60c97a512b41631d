namespace App.Platform.Events;

/// <summary>
/// Reacts to an event. A feature declares its handlers in <see cref="Module.Handlers"/>. There are two ways. An
/// <see cref="EventOperation{TEvent}"/> changes data, exactly once in effect. Any other handler runs on every instance and
/// changes only what this process keeps in memory, such as a cache.
/// </summary>
public interface IEventHandler<in TEvent>
{
    /// <summary>Handles one event. Events may arrive in another order than they happened in.</summary>
    Task HandleAsync(TEvent raised, EventContext context, CancellationToken ct);
}

/// <summary>Describes the event that a handler is called with.</summary>
/// <param name="Handler">Name under which the handler is declared.</param>
/// <param name="EventId">Id of the event.</param>
/// <param name="OccurredAt">Time of the operation that raised it.</param>
/// <param name="OrganizationId">Organization in which the handler runs.</param>
/// <param name="OrganizationSlug">Slug of this organization.</param>
public sealed record EventContext(
    string Handler, Guid EventId, DateTimeOffset OccurredAt, Guid OrganizationId, string OrganizationSlug);
