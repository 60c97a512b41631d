using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace App.Webhooks;

/// <summary>
/// Limits the deliveries in progress for each endpoint. A window starts at one and doubles with each success, up to 64 posts in
/// flight and as many that wait for their turn while the database is asked for more; a failure resets it to one. Endpoints that
/// are unproven, or have failed three times in a row, share an eighth of all places. So dead endpoints never stall the others,
/// and one failure never makes a good endpoint wait. An endpoint that only times out gets nothing while its circuit breaker is
/// open. <see cref="DeliveryWorker"/> shares the places between organizations.
/// </summary>
sealed class DeliveryWindows(TimeProvider clock)
{
    public const int Places = 512, UnprovenPlaces = 64, Posts = 64;
    const int LargestWindow = 2 * Posts;

    /// <summary>A proven endpoint becomes unproven after this many failures in a row.</summary>
    const int Failures = 3;

    /// <summary>
    /// Delays the next attempt after this many timeouts in a row and each later one. Every other result closes the breaker.
    /// </summary>
    const int Timeouts = 3;
    static readonly Backoff Breaker = Backoff.Doubling(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(8), int.MaxValue);

    /// <summary>When more endpoints than this are in memory, those with nothing in progress are forgotten.</summary>
    const int Remembered = 5000;

    /// <summary>Only the background loop changes it; concurrent posts read it.</summary>
    readonly ConcurrentDictionary<Guid, Window> windows = [];

    [SuppressMessage("Design", "CA1001", Justification = "A semaphore needs no disposal unless its wait handle is used.")]
    sealed class Window(Guid organization)
    {
        public readonly Guid Organization = organization;
        public int InProgress, Size = 1, FailedInARow, TimedOutInARow;
        public bool Proven;
        public DateTimeOffset OpenUntil;
        public readonly SemaphoreSlim Turns = new(Posts);
    }

    /// <summary>Describes how much of an endpoint's window is free.</summary>
    /// <param name="Endpoint">The endpoint.</param>
    /// <param name="Free">The number of deliveries that may begin; 0 while the circuit breaker is open.</param>
    /// <param name="Proven">True if the endpoint works.</param>
    public sealed record Room(Guid Endpoint, int Free, bool Proven);

    /// <summary>Counts the deliveries in progress of an organization.</summary>
    /// <param name="Organization">The organization.</param>
    /// <param name="All">Those to all its endpoints.</param>
    /// <param name="Unproven">Those to its unproven endpoints.</param>
    public sealed record Share(Guid Organization, int All, int Unproven);

    /// <summary>
    /// Returns the semaphore of posts in flight. While a delivery waits for it, its attempt and timeout have not begun.
    /// </summary>
    public SemaphoreSlim TurnsOf(Guid endpoint) => windows[endpoint].Turns;

    public int UnprovenFree =>
        UnprovenPlaces - windows.Values.Where(window => !window.Proven).Sum(window => window.InProgress);

    public Room[] Rooms()
    {
        var now = clock.GetUtcNow();
        return
        [
            .. windows.Select(pair => new Room(
                pair.Key,
                pair.Value.OpenUntil > now ? 0 : Math.Max(pair.Value.Size - pair.Value.InProgress, 0),
                pair.Value.Proven)),
        ];
    }

    /// <summary>Returns the organizations with deliveries in progress.</summary>
    public Share[] Shares() =>
    [
        .. windows.Values.Where(window => window.InProgress > 0)
            .GroupBy(window => window.Organization)
            .Select(group => new Share(
                group.Key,
                group.Sum(window => window.InProgress),
                group.Where(window => !window.Proven).Sum(window => window.InProgress))),
    ];

    /// <summary>Counts a claimed delivery.</summary>
    /// <param name="organization">The organization of the endpoint.</param>
    /// <param name="endpoint">The endpoint of the delivery.</param>
    /// <param name="proven">The state in the database, used if this process does not know the endpoint yet.</param>
    public void Began(Guid organization, Guid endpoint, bool proven)
    {
        if (!windows.TryGetValue(endpoint, out var window))
        {
            window = new Window(organization) { Proven = proven, Size = proven ? FirstOfProven : 1 };
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
        SetBreaker(window, outcome);
        var isForgettable = window.InProgress == 0 && window.Size > 0 && window.OpenUntil <= clock.GetUtcNow();
        if (isForgettable && windows.Count > Remembered)
            windows.TryRemove(endpoint, out _);
    }

    /// <summary>Opens the circuit breaker after too many timeouts in a row, each time for longer.</summary>
    void SetBreaker(Window window, AttemptOutcome outcome)
    {
        window.TimedOutInARow = outcome.TimedOut ? window.TimedOutInARow + 1 : 0;
        var over = window.TimedOutInARow - Timeouts + 1;
        window.OpenUntil = over < 1 ? default : clock.GetUtcNow() + Breaker.After(over)!.Value;
    }

    /// <summary>Reopens the window of a disabled endpoint, so it can be served once it is enabled again.</summary>
    public void Reopen(Guid endpoint) => windows[endpoint].Size = 1;
}
