namespace App.Platform;

/// <summary>A fact in the past, raised by an operation and sent on to subscribers and webhooks. Its record is the public contract.</summary>
public interface IEvent
{
    /// <summary>Dotted name in the past tense, <c>order.placed</c>.</summary>
    static abstract string Type { get; }

    /// <summary>TypeID of what it happened to; events of one subject keep their order.</summary>
    string Subject { get; }
}

/// <summary>An event type as the catalogue, the docs and the webhook page show it.</summary>
/// <param name="Name">Dotted, past tense.</param>
/// <param name="Title">For people.</param>
/// <param name="Sentence">When it is sent.</param>
/// <param name="Payload">The CLR record of its <c>data</c>.</param>
public sealed record EventType(string Name, string Title, string Sentence, Type Payload)
{
    public static EventType Of<T>(string title, string sentence) where T : IEvent => new(T.Type, title, sentence, typeof(T));
}

/// <summary>All event types of all features: what webhook endpoints subscribe to and the docs show.</summary>
public sealed class EventCatalogue
{
    public EventCatalogue(IEnumerable<EventType> types)
    {
        All = [.. types.OrderBy(type => type.Name, StringComparer.Ordinal)];
        if (All.GroupBy(type => type.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Event {twice.Key} is declared twice.");
    }

    public IReadOnlyList<EventType> All { get; }

    public bool Knows(string name) => All.Any(type => type.Name == name);
}
