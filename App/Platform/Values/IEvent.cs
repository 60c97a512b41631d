namespace App.Platform.Values;

/// <summary>
/// Represents something that happened. An operation raises it, and the relay sends it to subscribers and webhooks. The record is
/// a public contract.
/// </summary>
public interface IEvent
{
    /// <summary>Gets the dotted name in the past tense, such as <c>order.placed</c>.</summary>
    static abstract string Type { get; }

    /// <summary>Gets the TypeID of the object that changed. Events of one subject keep their order.</summary>
    string Subject { get; }
}
