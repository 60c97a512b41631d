namespace App.Platform.Events;

/// <summary>Lists the event handlers of all features. The app does not start with a declaration that cannot work.</summary>
public sealed class EventHandlers
{
    readonly ILookup<string, HandlerDeclaration> onEachInstance;
    readonly Dictionary<string, HandlerDeclaration> byJob;

    /// <param name="declarations">Handlers of all features.</param>
    /// <param name="declaredEvents">Event records that features declare.</param>
    public EventHandlers(IEnumerable<HandlerDeclaration> declarations, IEnumerable<Type> declaredEvents)
    {
        All = [.. declarations];
        var declared = declaredEvents.ToHashSet();
        if (All.FirstOrDefault(handler => !declared.Contains(handler.Payload)) is { } undeclared)
            throw new InvalidOperationException(
                $"{undeclared.Handler.Name} handles {undeclared.Payload.Name}, which no feature declares.");
        if (All.GroupBy(handler => (handler.EventType, handler.Handler)).FirstOrDefault(Repeats) is { } twice)
            throw new InvalidOperationException($"{twice.Key.Handler.Name} is declared twice for {twice.Key.EventType}.");
        var jobs = All.Where(handler => handler.Job is not null).ToList();
        if (jobs.GroupBy(handler => handler.Job!.Name).FirstOrDefault(Repeats) is { } shared)
            throw new InvalidOperationException($"Two handlers are named {shared.Key}.");
        byJob = jobs.ToDictionary(handler => handler.Job!.Name);
        onEachInstance = All.Where(handler => handler.Job is null).ToLookup(handler => handler.EventType);
    }

    static bool Repeats<TKey>(IGrouping<TKey, HandlerDeclaration> group) => group.Skip(1).Any();

    public IReadOnlyList<HandlerDeclaration> All { get; }

    /// <summary>Returns the handler that a kind of job runs.</summary>
    internal HandlerDeclaration Of(string jobKind) => byJob[jobKind];

    /// <summary>Returns the handlers of an event type that run on every instance.</summary>
    internal IEnumerable<HandlerDeclaration> OnEachInstance(string eventType) => onEachInstance[eventType];
}
