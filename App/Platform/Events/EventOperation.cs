namespace App.Platform.Events;

/// <summary>
/// Handles an event as an operation of its own: as the system, in the organization of the event, through the Gate. In effect it
/// runs exactly once for each event, because its changes and the record that it handled the event are one transaction. If it
/// fails, its job runs again after a delay.
/// </summary>
public abstract class EventOperation<TEvent>(Gate gate) : Operation<HandleEvent<TEvent>, Done>(gate), IEventHandler<TEvent>
{
    protected internal sealed override Access Access => Access.System;

    /// <summary>Runs the operation. Throws a <see cref="ProblemException"/> if it fails, so the job is retried.</summary>
    public async Task HandleAsync(TEvent raised, EventContext context, CancellationToken ct)
    {
        var result = await ExecuteAsync(new(raised, context), key: null, ct);
        if (result.Problem is { } problem)
            throw new ProblemException(problem);
    }

    protected sealed override async Task<Result<Done>> PerformAsync(
        HandleEvent<TEvent> request, OperationContext context, CancellationToken ct)
    {
        if (await HandledEvent.TryAddAsync(context, request.Context.Handler, request.Context.EventId, ct))
            return await PerformAsync(request.Event, context, ct);
        context.AlreadyDone();
        return new Done();
    }

    /// <summary>Does the work in one transaction. Returning a problem rolls all of it back.</summary>
    protected abstract Task<Result<Done>> PerformAsync(TEvent raised, OperationContext context, CancellationToken ct);
}

/// <summary>Contains an event and the organization in which it is handled.</summary>
public sealed record HandleEvent<TEvent>(
    [property: AnyText] TEvent Event, EventContext Context) : IRequest;
