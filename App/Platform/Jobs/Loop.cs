namespace App.Platform;

/// <summary>
/// Work that goes on beside the requests, over all organizations: relay, jobs, deliveries. What it does is one step, which tests call
/// by hand; <see cref="Loops"/> repeats it for as long as the app runs.
/// </summary>
public abstract class Loop(OutboxBell bell, Ring hears)
{
    /// <summary>Wakes the loop before its next poll.</summary>
    protected internal OutboxBell.Ear Ear { get; } = bell.Listen(hears);

    /// <summary>For the log.</summary>
    public abstract string Name { get; }

    /// <summary>Does what is due now, a batch of it at most. True when something was done, so that there may be more.</summary>
    /// <param name="ct">Ends with the app; work that a step has begun ends with it too.</param>
    public abstract Task<bool> StepAsync(CancellationToken ct);

    /// <summary>The app stops: gives back what was claimed and not done, so that the next start need not wait for leases to run out.</summary>
    public virtual Task StopAsync(CancellationToken ct) => Task.CompletedTask;
}
