namespace App.Platform.Http;

/// <summary>
/// Tracks the circuits and WebSockets that are open on this instance by session, so they can be closed when it ends.
/// </summary>
public sealed class OpenCircuits(Limiter limiter, TimeProvider clock)
{
    /// <summary>The most pages that one account has open at the same time, in all its sessions.</summary>
    public const int MostOfAccount = 10;

    /// <summary>The most pages that are open at the same time from one IP address.</summary>
    public const int MostOfAddress = 50;

    /// <summary>The most pages that are open at the same time on this instance.</summary>
    public const int Most = 2_000;

    /// <summary>A page may retry after this time, in seconds.</summary>
    const int RetryAfter = 30;

    /// <summary>The problem of a page that would be one too many for its account or IP address.</summary>
    public static Problem TooMany(string whose, int most) => new(429, "too_many_open_pages", "Too many open pages",
        $"{whose} has {most} pages open, which is the limit. Close one of them, then reload this page.")
    {
        RetryAfter = RetryAfter,
    };

    /// <summary>The problem of a page that would be one too many for this instance.</summary>
    public static readonly Problem Full = new(503, "open_pages_full", "Too many people are connected",
        "This page can be read, but it can't respond until others have closed theirs. Reload it in half a minute.")
    {
        RetryAfter = RetryAfter,
    };

    /// <summary>A page has this time to start its reload before its WebSocket is aborted.</summary>
    static readonly TimeSpan ReloadTimeout = TimeSpan.FromMilliseconds(300);

    readonly Lock gate = new();
    readonly HashSet<(Guid Session, CircuitState Circuit)> circuits = [];
    readonly HashSet<(ConnectionOwner Owner, Action Abort)> sockets = [];

    /// <summary>Gets the sessions that have a circuit or WebSocket open on this instance.</summary>
    public IReadOnlyCollection<Guid> Sessions
    {
        get
        {
            lock (gate)
                return [.. circuits.Select(open => open.Session).Concat(sockets.Select(open => open.Owner.Session)).Distinct()];
        }
    }

    /// <summary>
    /// Returns the problem that prevents another connection of this owner, or null. Two connections that ask at the same moment
    /// may both get the last place.
    /// </summary>
    internal Problem? RefusalFor(ConnectionOwner owner)
    {
        lock (gate)
        {
            if (sockets.Count >= limiter.Relaxed(Most))
                return Full;
            if (sockets.Count(open => open.Owner.Account == owner.Account) >= limiter.Relaxed(MostOfAccount))
                return TooMany("Your account", MostOfAccount);
            return sockets.Count(open => open.Owner.Address == owner.Address) >= limiter.Relaxed(MostOfAddress)
                ? TooMany("Your network (IP address)", MostOfAddress)
                : null;
        }
    }

    /// <summary>Tracks a WebSocket until the returned object is disposed.</summary>
    internal IDisposable Keep(ConnectionOwner owner, Action cut) => new TrackedSocket(this, owner, cut);

    internal void Opened(Guid session, CircuitState circuit)
    {
        lock (gate)
            circuits.Add((session, circuit));
    }

    internal void Closed(CircuitState circuit)
    {
        lock (gate)
            circuits.RemoveWhere(open => open.Circuit == circuit);
    }

    /// <summary>
    /// Closes everything that the session has open: disables its circuits, makes their pages reload, and aborts its WebSockets.
    /// </summary>
    public async Task EndAsync(Guid session, CancellationToken ct)
    {
        List<CircuitState> ending;
        lock (gate)
        {
            ending = [.. circuits.Where(open => open.Session == session).Select(open => open.Circuit)];
            circuits.RemoveWhere(open => open.Session == session);
        }
        foreach (var circuit in ending)
            circuit.End();
        if (ending.Count > 0)
        {
            // the sockets are aborted even if the pages do not respond in time
            await Task.WhenAny(
                Task.WhenAll(ending.Select(circuit => circuit.Leave())),
                Task.Delay(ReloadTimeout, clock, ct));
        }

        List<Action> aborts;
        lock (gate)
        {
            aborts = [.. sockets.Where(open => open.Owner.Session == session).Select(open => open.Abort)];
            sockets.RemoveWhere(open => open.Owner.Session == session);
        }
        foreach (var abort in aborts)
            abort();
    }

    sealed class TrackedSocket : IDisposable
    {
        readonly OpenCircuits open;
        readonly (ConnectionOwner, Action) socket;

        public TrackedSocket(OpenCircuits open, ConnectionOwner owner, Action abort)
        {
            this.open = open;
            socket = (owner, abort);
            lock (open.gate)
                open.sockets.Add(socket);
        }

        public void Dispose()
        {
            lock (open.gate)
                open.sockets.Remove(socket);
        }
    }
}

/// <summary>Describes whose connection it is.</summary>
/// <param name="Session">The session of the page.</param>
/// <param name="Account">The account of the session.</param>
/// <param name="Address">The client IP address, as <see cref="Limiter.Of"/> returns it.</param>
sealed record ConnectionOwner(Guid Session, string Account, string Address);
