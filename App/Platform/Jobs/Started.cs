namespace App.Platform;

/// <summary>What goes on beside the requests begins when the app serves: a webhook may go to our own receiver, a mail may link to a page of ours.</summary>
static class Started
{
    /// <summary>Ends when the app serves, or when it stops before that.</summary>
    public static Task ServesAsync(this IHostApplicationLifetime lifetime, CancellationToken stopping)
    {
        var served = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(() => served.TrySetResult());
        stopping.Register(() => served.TrySetResult());
        return served.Task;
    }
}
