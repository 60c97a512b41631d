namespace App.Platform.Http;

/// <summary>
/// Tracks the circuits and WebSockets that are open on this instance by session, so they can be closed when it ends.
/// </summary>
public sealed class OpenCircuits(TimeProvider clock)
{
    /// <summary>A page has this time to start its reload before its WebSocket is aborted.</summary>
    static readonly TimeSpan ReloadTimeout = TimeSpan.FromMilliseconds(300);

    readonly Lock gate = new();
    readonly HashSet<(Guid Session, CircuitState Circuit)> circuits = [];
    readonly HashSet<(Guid Session, Action Abort)> sockets = [];

    /// <summary>Gets the sessions that have a circuit or WebSocket open on this instance.</summary>
    public IReadOnlyCollection<Guid> Sessions
    {
        get
        {
            lock (gate)
                return [.. circuits.Select(open => open.Session).Concat(sockets.Select(open => open.Session)).Distinct()];
        }
    }

    /// <summary>Tracks a WebSocket until the returned object is disposed.</summary>
    public IDisposable Keep(Guid session, Action cut) => new TrackedSocket(this, session, cut);

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
            aborts = [.. sockets.Where(open => open.Session == session).Select(open => open.Abort)];
            sockets.RemoveWhere(open => open.Session == session);
        }
        foreach (var abort in aborts)
            abort();
    }

    sealed class TrackedSocket : IDisposable
    {
        readonly OpenCircuits open;
        readonly (Guid, Action) socket;

        public TrackedSocket(OpenCircuits open, Guid session, Action abort)
        {
            this.open = open;
            socket = (session, abort);
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
