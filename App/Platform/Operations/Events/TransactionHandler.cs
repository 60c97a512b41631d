namespace App.Platform.Operations;

/// <summary>
/// Declares changes that a feature adds to an operation of a lower feature, in the same transaction, because they must never be
/// missing when the event has happened. Everything that may happen a moment later is an event handler instead.
/// </summary>
public sealed class TransactionHandler
{
    readonly Func<object, OperationContext, CancellationToken, Task> handle;

    TransactionHandler(Type payload, Func<object, OperationContext, CancellationToken, Task> handle)
    {
        Payload = payload;
        this.handle = handle;
    }

    /// <summary>Declares the changes that belong to an event.</summary>
    /// <param name="handle">Makes the changes with the context of the operation, and notes each in the audit log with
    /// <see cref="OperationContext.NoteRelated"/>.</param>
    public static TransactionHandler For<TEvent>(Func<TEvent, OperationContext, CancellationToken, Task> handle)
        where TEvent : IEvent =>
        new(typeof(TEvent), (raised, context, ct) => handle((TEvent)raised, context, ct));

    /// <summary>Gets the record of the event.</summary>
    public Type Payload { get; }

    internal Task HandleAsync(object raised, OperationContext context, CancellationToken ct) => handle(raised, context, ct);
}

/// <summary>Runs the transaction handlers of all features.</summary>
public sealed class TransactionHandlers(IEnumerable<TransactionHandler> handlers)
{
    readonly ILookup<Type, TransactionHandler> byEvent = handlers.ToLookup(handler => handler.Payload);

    /// <summary>Handles the events that an operation has raised so far. Those that a handler raises are not handled.</summary>
    internal async Task HandleAsync(OperationContext context, CancellationToken ct)
    {
        foreach (var raised in context.Events.Select(message => message.Raised!).ToList())
            foreach (var handler in byEvent[raised.GetType()])
                await handler.HandleAsync(raised, context, ct);
    }
}
