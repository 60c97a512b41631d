using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace App.Webhooks;

/// <summary>
/// How many deliveries of an endpoint may be in hand. It begins with one and doubles with each success, up to 64 posts in flight
/// and as many that wait for their turn while the database is asked for more; a failure puts it back to one. Endpoints that have
/// not proven themselves, or have failed three times in a row, share an eighth of all places, so that dead ones never stall the
/// others and one failure never makes a good one wait.
/// </summary>
sealed class DeliveryWindows
{
    public const int Places = 512, UnprovenPlaces = 64, Posts = 64;
    const int Widest = 2 * Posts;

    /// <summary>Failures in a row after which an endpoint that has worked counts as unproven.</summary>
    const int Failures = 3;

    /// <summary>More endpoints than this are not remembered while nothing of theirs is in hand.</summary>
    const int Remembered = 5000;

    /// <summary>Changed by the loop alone; posts look their turns up.</summary>
    readonly ConcurrentDictionary<Guid, Window> windows = [];

    [SuppressMessage("Design", "CA1001", Justification = "A semaphore holds nothing to dispose of unless its wait handle is asked for.")]
    sealed class Window
    {
        public int InHand, Size = 1, FailedInARow;
        public bool Proven;
        public readonly SemaphoreSlim Turns = new(Posts);
    }

    /// <summary>One for each post in flight. Whoever waits here has not begun: neither its ten seconds nor its attempt.</summary>
    public SemaphoreSlim TurnsOf(Guid endpoint) => windows[endpoint].Turns;

    public int UnprovenFree => UnprovenPlaces - windows.Values.Where(window => !window.Proven).Sum(window => window.InHand);

    public (Guid[] Endpoints, int[] Free, bool[] Proven) Snapshot()
    {
        var all = windows.ToArray();
        return ([.. all.Select(one => one.Key)], [.. all.Select(one => Math.Max(one.Value.Size - one.Value.InHand, 0))], [.. all.Select(one => one.Value.Proven)]);
    }

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="proven">What the database says of one that is not known here.</param>
    public void Began(Guid endpoint, bool proven)
    {
        if (!windows.TryGetValue(endpoint, out var window))
            windows[endpoint] = window = new Window { Proven = proven, Size = proven ? FirstOfProven : 1 };
        window.InHand++;
    }

    /// <summary>Window of an endpoint that the database knows to work, before this process has tried it.</summary>
    public const int FirstOfProven = 4;

    /// <summary>One that says it is gone gets nothing more until it has been disabled.</summary>
    public void Ended(Guid endpoint, AttemptOutcome outcome)
    {
        var window = windows[endpoint];
        window.InHand--;
        window.FailedInARow = outcome.Succeeded ? 0 : window.FailedInARow + 1;
        window.Proven = outcome.Succeeded || (window.Proven && window.FailedInARow < Failures);
        window.Size = outcome.Gone || window.Size == 0 ? 0 : outcome.Succeeded ? Math.Min(window.Size * 2, Widest) : 1;
        if (window.InHand == 0 && window.Size > 0 && windows.Count > Remembered)
            windows.TryRemove(endpoint, out _);
    }

    /// <summary>Whoever enables it again may be served again.</summary>
    public void Reopen(Guid endpoint) => windows[endpoint].Size = 1;
}
