using System.Text.Json;
using System.Text.Json.Serialization;

namespace App.Platform.Events;

/// <summary>Declares that a handler handles the events of one type, and how it runs.</summary>
public sealed class HandlerDeclaration
{
    /// <summary>
    /// Reads events. They may have been stored by another version of the app, so unknown and missing members are accepted.
    /// </summary>
    static readonly JsonSerializerOptions Stored = new(Json.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        RespectRequiredConstructorParameters = false,
    };

    readonly Func<IServiceProvider, object, EventContext, CancellationToken, Task> handle;

    HandlerDeclaration(
        string name, string eventType, Type payload, Type handler, JobKind? job,
        Func<IServiceProvider, object, EventContext, CancellationToken, Task> handle)
    {
        Name = name;
        EventType = eventType;
        Payload = payload;
        Handler = handler;
        Job = job;
        this.handle = handle;
    }

    /// <summary>Declares a handler that changes data when something happens in an organization.</summary>
    /// <param name="name">Name of the handler. Stored jobs contain it, so it must not change.</param>
    /// <param name="title">Title that platform administrators see.</param>
    public static HandlerDeclaration Once<TEvent, THandler>(string name, string title)
        where TEvent : IEvent where THandler : EventOperation<TEvent> =>
        new(name, TEvent.Type, typeof(TEvent), typeof(THandler), KindOf(name, title), HandleAsync<TEvent, THandler>);

    /// <summary>
    /// Declares a handler that changes data when something happens to an account. It runs once in each organization in which the
    /// account is an active member.
    /// </summary>
    /// <param name="name">Name of the handler. Stored jobs contain it, so it must not change.</param>
    /// <param name="title">Title that platform administrators see.</param>
    public static HandlerDeclaration OnceForAccount<TEvent, THandler>(string name, string title)
        where TEvent : IAccountEvent where THandler : EventOperation<TEvent> =>
        new(name, TEvent.Type, typeof(TEvent), typeof(THandler), KindOf(name, title), HandleAsync<TEvent, THandler>);

    /// <summary>
    /// Declares a handler that runs on every instance: on the one that raised the event before the operation returns, and on the
    /// others when they are notified. Other instances can miss an event, so what it keeps current must also expire.
    /// </summary>
    public static HandlerDeclaration OnEachInstance<TEvent, THandler>()
        where TEvent : class, IEvent where THandler : class, IEventHandler<TEvent> =>
        new(typeof(THandler).Name, TEvent.Type, typeof(TEvent), typeof(THandler), null, HandleAsync<TEvent, THandler>);

    /// <summary>Gets the name of the handler, which is the actor in the audit log.</summary>
    public string Name { get; }

    /// <summary>Gets the name of the event type.</summary>
    public string EventType { get; }

    /// <summary>Gets the record of the event.</summary>
    public Type Payload { get; }

    /// <summary>Gets the class of the handler.</summary>
    public Type Handler { get; }

    /// <summary>Gets the kind of the jobs that run the handler; null if it runs on every instance.</summary>
    public JobKind? Job { get; }

    /// <summary>Reads a stored event. Throws a <see cref="JsonException"/> if it does not fit the record.</summary>
    public object Read(string payload) => JsonSerializer.Deserialize(payload, Payload, Stored)!;

    /// <summary>Calls the handler.</summary>
    public Task HandleAsync(IServiceProvider services, object raised, EventContext context, CancellationToken ct) =>
        handle(services, raised, context, ct);

    static JobKind KindOf(string name, string title) => new($"event.{name}", JobQueues.Maintenance) { Title = title };

    static Task HandleAsync<TEvent, THandler>(
        IServiceProvider services, object raised, EventContext context, CancellationToken ct)
        where THandler : class, IEventHandler<TEvent> =>
        services.GetRequiredService<THandler>().HandleAsync((TEvent)raised, context, ct);
}
