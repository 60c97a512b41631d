namespace App.Platform.Jobs;

/// <summary>
/// Delays background work until the app serves requests: a webhook may target our own receiver, and emails link to our pages.
/// </summary>
static class HostReady
{
    /// <summary>Completes when the app serves requests, or when it stops before that.</summary>
    public static Task WaitUntilReadyAsync(this IHostApplicationLifetime lifetime, CancellationToken stopping)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(() => ready.TrySetResult());
        stopping.Register(() => ready.TrySetResult());
        return ready.Task;
    }
}
