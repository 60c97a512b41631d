using System.Text.Json;

namespace App.Platform.Events;

/// <summary>Describes an event type for the event catalog, the docs and the webhook page.</summary>
/// <param name="Name">Dotted name in the past tense, such as <c>order.placed</c>.</param>
/// <param name="Title">Display name.</param>
/// <param name="Sentence">Sentence that says when the event is sent.</param>
/// <param name="Payload">CLR record of its <c>data</c>.</param>
public sealed record EventType(string Name, string Title, string Sentence, Type Payload)
{
    public static EventType Of<T>(string title, string sentence) where T : IEvent => new(T.Type, title, sentence, typeof(T));
}

/// <summary>Lists the event types of all features, for webhook endpoints and the docs.</summary>
public sealed class EventCatalog
{
    public EventCatalog(IEnumerable<EventType> types)
    {
        All = [.. types.OrderBy(type => type.Name, StringComparer.Ordinal)];
        if (All.GroupBy(type => type.Name).FirstOrDefault(group => group.Count() > 1) is { } duplicate)
            throw new InvalidOperationException($"Event {duplicate.Key} is declared more than once.");
    }

    public IReadOnlyList<EventType> All { get; }

    public bool Knows(string name) => All.Any(type => type.Name == name);

    /// <summary>
    /// Reads the record of an event. Returns null if the type no longer exists or the payload was written before a member was
    /// added to it.
    /// </summary>
    public IEvent? Read(string name, JsonElement data)
    {
        if (All.FirstOrDefault(type => type.Name == name) is not { } known)
            return null;
        try
        {
            return (IEvent?)data.Deserialize(known.Payload, Json.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
