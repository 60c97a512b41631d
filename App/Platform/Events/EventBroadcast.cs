namespace App.Platform.Events;

/// <summary>
/// Calls the handlers that run on every instance. A handler that fails is logged and not called again, because the change is
/// already committed.
/// </summary>
public sealed partial class EventBroadcast(
    EventHandlers handlers, IServiceProvider services, BroadcastQueue queue, LiveUpdates live, ILogger<EventBroadcast> log)
{
    /// <summary>Handles events that this instance has committed, and queues them for the other instances.</summary>
    public async Task PublishAsync(CurrentOrganization organization, IReadOnlyList<OutboxMessage> events)
    {
        foreach (var message in events)
        {
            var wanted = false;
            foreach (var handler in handlers.OnEachInstance(message.Type))
            {
                wanted = true;
                var context = ContextOf(handler, message.Id.Value, message.OccurredAt, organization.Id, organization.Slug);
                await HandleAsync(handler, message.Raised!, context, CancellationToken.None);
            }
            live.Notify(organization.Id, message.Subject);
            queue.SendChanged(new(organization.Id, message.Subject));
            if (wanted)
                queue.Send(new(organization.Id, message.Id.Value));
        }
    }

    /// <summary>Handles an event that another instance has committed.</summary>
    internal async Task ReceiveAsync(ReceivedEvent received, CancellationToken ct)
    {
        foreach (var handler in handlers.OnEachInstance(received.Type))
        {
            var context = ContextOf(
                handler, received.Id, received.OccurredAt, received.OrganizationId, received.OrganizationSlug);
            await HandleAsync(handler, handler.Read(received.Payload), context, ct);
        }
    }

    static EventContext ContextOf(
        HandlerDeclaration handler, Guid eventId, DateTimeOffset occurredAt, Guid organizationId, string slug) =>
        new(handler.Name, eventId, occurredAt, organizationId, slug);

    async Task HandleAsync(HandlerDeclaration handler, object raised, EventContext context, CancellationToken ct)
    {
        try
        {
            await handler.HandleAsync(services, raised, context, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogFailed(failure, context.Handler, handler.EventType, context.EventId);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Handler {Handler} failed for event {Type} {Event}")]
    partial void LogFailed(Exception failure, string handler, string type, Guid @event);
}

/// <summary>Describes an event that another instance has committed.</summary>
sealed record ReceivedEvent(
    Guid OrganizationId, string OrganizationSlug, Guid Id, string Type, string Payload, DateTimeOffset OccurredAt);
