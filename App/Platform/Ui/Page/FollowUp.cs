namespace App.Platform.Ui;

/// <summary>
/// Reloads a page a few times after an action whose outcome a background job decides, so the person who asked for it sees it
/// without reloading.
/// </summary>
public static class FollowUp
{
    const int Times = 5;
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Calls <paramref name="reload"/> every two seconds, five times, or until the page is closed.</summary>
    public static async Task RunAsync(Func<Task> reload, TimeProvider clock, CancellationToken pageClosed)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            for (var i = 0; i < Times && await timer.WaitForNextTickAsync(pageClosed); i++)
                await reload();
        }
        catch (OperationCanceledException) when (pageClosed.IsCancellationRequested)
        {
            // the user has left the page
        }
    }
}
