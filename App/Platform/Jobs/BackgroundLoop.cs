namespace App.Platform.Jobs;

/// <summary>
/// Does work beside the requests for all organizations, such as relaying events and delivering webhooks. <see cref="StepAsync"/>
/// processes one batch; <see cref="BackgroundLoopHost"/> repeats it while the app runs, and tests call it directly.
/// </summary>
public abstract class BackgroundLoop(WorkNotifier notifier, WorkKinds kinds)
{
    /// <summary>Gets the subscription that wakes the loop before its next poll.</summary>
    protected internal WorkListener Listener { get; } = notifier.Listen(kinds);

    /// <summary>Gets the name in log messages.</summary>
    public abstract string Name { get; }

    /// <summary>Processes one batch of what is due now. Returns true if it found work, so there may be more.</summary>
    public abstract Task<bool> StepAsync(CancellationToken ct);

    /// <summary>Releases claimed work when the app stops, so the next start does not have to wait for leases to expire.</summary>
    public virtual Task StopAsync(CancellationToken ct) => Task.CompletedTask;
}
