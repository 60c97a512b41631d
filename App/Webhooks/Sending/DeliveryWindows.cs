using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace App.Webhooks;

/// <summary>
/// Limits the deliveries in progress for each endpoint. A window starts at one and doubles with each success, up to 64 posts in
/// flight and as many that wait for their turn while the database is asked for more; a failure resets it to one. Endpoints that
/// are unproven, or have failed three times in a row, share an eighth of all places. So dead endpoints never stall the others,
/// and one failure never makes a good endpoint wait.
/// </summary>
sealed class DeliveryWindows
{
    public const int Places = 512, UnprovenPlaces = 64, Posts = 64;
    const int LargestWindow = 2 * Posts;

    /// <summary>A proven endpoint becomes unproven after this many failures in a row.</summary>
    const int Failures = 3;

    /// <summary>When more endpoints than this are in memory, those with nothing in progress are forgotten.</summary>
    const int Remembered = 5000;

    /// <summary>Only the background loop changes it; concurrent posts read it.</summary>
    readonly ConcurrentDictionary<Guid, Window> windows = [];

    [SuppressMessage("Design", "CA1001", Justification = "A semaphore needs no disposal unless its wait handle is used.")]
    sealed class Window
    {
        public int InProgress, Size = 1, FailedInARow;
        public bool Proven;
        public readonly SemaphoreSlim Turns = new(Posts);
    }

    /// <summary>
    /// Returns the semaphore of posts in flight. While a delivery waits for it, its attempt and timeout have not begun.
    /// </summary>
    public SemaphoreSlim TurnsOf(Guid endpoint) => windows[endpoint].Turns;

    public int UnprovenFree =>
        UnprovenPlaces - windows.Values.Where(window => !window.Proven).Sum(window => window.InProgress);

    public (Guid[] Endpoints, int[] Free, bool[] Proven) Snapshot()
    {
        var all = windows.ToArray();
        return (
            [.. all.Select(pair => pair.Key)],
            [.. all.Select(pair => Math.Max(pair.Value.Size - pair.Value.InProgress, 0))],
            [.. all.Select(pair => pair.Value.Proven)]);
    }

    /// <summary>Counts a claimed delivery.</summary>
    /// <param name="endpoint">The endpoint of the delivery.</param>
    /// <param name="proven">The state in the database, used if this process does not know the endpoint yet.</param>
    public void Began(Guid endpoint, bool proven)
    {
        if (!windows.TryGetValue(endpoint, out var window))
        {
            window = new Window { Proven = proven, Size = proven ? FirstOfProven : 1 };
            windows[endpoint] = window;
        }
        window.InProgress++;
    }

    /// <summary>Sets the first window of an endpoint that works according to the database.</summary>
    public const int FirstOfProven = 4;

    /// <summary>Counts a result. An endpoint that returned 410 gets nothing more until it has been disabled.</summary>
    public void Ended(Guid endpoint, AttemptOutcome outcome)
    {
        var window = windows[endpoint];
        window.InProgress--;
        window.FailedInARow = outcome.Succeeded ? 0 : window.FailedInARow + 1;
        window.Proven = outcome.Succeeded || (window.Proven && window.FailedInARow < Failures);
        if (outcome.Gone || window.Size == 0)
            window.Size = 0;
        else
            window.Size = outcome.Succeeded ? Math.Min(window.Size * 2, LargestWindow) : 1;
        if (window.InProgress == 0 && window.Size > 0 && windows.Count > Remembered)
            windows.TryRemove(endpoint, out _);
    }

    /// <summary>Reopens the window of a disabled endpoint, so it can be served once it is enabled again.</summary>
    public void Reopen(Guid endpoint) => windows[endpoint].Size = 1;
}
