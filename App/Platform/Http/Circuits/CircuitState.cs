namespace App.Platform.Http;

/// <summary>
/// Holds the state of one circuit: the session that opened it, and whether the circuit is disabled. Each circuit has its own
/// scope and state.
/// </summary>
public sealed class CircuitState
{
    volatile bool over;

    /// <summary>Gets the session that opened the circuit; null outside circuits.</summary>
    public Guid? SessionId { get; internal set; }

    /// <summary>
    /// Gets a value that is true if the circuit is disabled: its session has ended, or another session has reconnected to it.
    /// </summary>
    public bool IsOver => over;

    /// <summary>Makes the page reload, which redirects it to sign-in.</summary>
    internal Func<Task> Leave { get; set; } = () => Task.CompletedTask;

    internal void End() => over = true;
}
