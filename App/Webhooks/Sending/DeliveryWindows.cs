namespace App.Webhooks;

/// <summary>
/// How many posts an endpoint may have in flight. It begins with one and doubles with each success, up to 64; a failure puts it
/// back to one. Endpoints that have not proven themselves share a quarter of all places, so that dead ones never stall the others.
/// </summary>
sealed class DeliveryWindows
{
    public const int Places = 256, UnprovenPlaces = 64, Widest = 64;

    /// <summary>More endpoints than this are not remembered while nothing is in flight to them.</summary>
    const int Remembered = 5000;

    readonly Dictionary<Guid, Window> windows = [];

    sealed class Window
    {
        public int InFlight, Size = 1;
        public bool Proven;
    }

    public int UnprovenFree => UnprovenPlaces - windows.Values.Where(window => !window.Proven).Sum(window => window.InFlight);

    public (Guid[] Endpoints, int[] Free, bool[] Proven) Snapshot() => (
        [.. windows.Keys],
        [.. windows.Values.Select(window => Math.Max(window.Size - window.InFlight, 0))],
        [.. windows.Values.Select(window => window.Proven)]);

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="proven">What the database says of one that is not known here.</param>
    public void Began(Guid endpoint, bool proven)
    {
        if (!windows.TryGetValue(endpoint, out var window))
            windows.Add(endpoint, window = new Window { Proven = proven, Size = proven ? FirstOfProven : 1 });
        window.InFlight++;
    }

    /// <summary>Window of an endpoint that the database knows to work, before this process has tried it.</summary>
    public const int FirstOfProven = 4;

    /// <summary>One that says it is gone gets nothing more until it has been disabled.</summary>
    public void Ended(Guid endpoint, AttemptOutcome outcome)
    {
        var window = windows[endpoint];
        window.InFlight--;
        window.Proven = outcome.Succeeded;
        window.Size = outcome.Gone || window.Size == 0 ? 0 : outcome.Succeeded ? Math.Min(window.Size * 2, Widest) : 1;
        if (window.InFlight == 0 && window.Size > 0 && windows.Count > Remembered)
            windows.Remove(endpoint);
    }

    /// <summary>Whoever enables it again may be served again.</summary>
    public void Reopen(Guid endpoint) => windows[endpoint].Size = 1;
}
