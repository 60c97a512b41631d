namespace App.Platform;

/// <summary>What one circuit is: whose session opened it, and whether that still counts. One for each circuit's scope.</summary>
public sealed class CircuitState
{
    volatile bool over;

    /// <summary>The session that opened it; null outside circuits.</summary>
    public Guid? SessionId { get; internal set; }

    /// <summary>Nothing works in it any more: its session has ended, or someone else has taken up its connection.</summary>
    public bool IsOver => over;

    /// <summary>Asks the page to load itself anew, which leads it to sign-in.</summary>
    internal Func<Task> Leave { get; set; } = () => Task.CompletedTask;

    internal void End() => over = true;
}
