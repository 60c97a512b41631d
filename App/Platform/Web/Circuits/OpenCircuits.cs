namespace App.Platform;

/// <summary>The circuits and sockets that are open on this instance, by session, so that they can be ended with it.</summary>
public sealed class OpenCircuits(TimeProvider clock)
{
    /// <summary>For the page to hear that it should load itself anew, before its socket goes.</summary>
    static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(300);

    readonly Lock gate = new();
    readonly HashSet<(Guid Session, CircuitState Circuit)> circuits = [];
    readonly HashSet<(Guid Session, Action Cut)> sockets = [];

    /// <summary>Sessions with something open here.</summary>
    public IReadOnlyCollection<Guid> Sessions
    {
        get
        {
            lock (gate)
                return [.. circuits.Select(open => open.Session).Concat(sockets.Select(open => open.Session)).Distinct()];
        }
    }

    /// <summary>Keeps a socket on record for as long as the answer is not disposed.</summary>
    public IDisposable Keep(Guid session, Action cut) => new Kept(this, session, cut);

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

    /// <summary>Ends all that the session has open: from here on nothing works in it, its page loads itself anew, its socket is cut.</summary>
    public async Task EndAsync(Guid session, CancellationToken ct)
    {
        List<CircuitState> ending;
        lock (gate)
        {
            ending = [.. circuits.Where(open => open.Session == session).Select(open => open.Circuit)];
            circuits.RemoveWhere(open => open.Session == session);
        }
        ending.ForEach(circuit => circuit.End());
        if (ending.Count > 0)
        {
            // Whether they are heard or not, the socket is cut.
            await Task.WhenAny(Task.WhenAll(ending.Select(circuit => circuit.Leave())), Task.Delay(Farewell, clock, ct));
        }

        List<Action> cuts;
        lock (gate)
        {
            cuts = [.. sockets.Where(open => open.Session == session).Select(open => open.Cut)];
            sockets.RemoveWhere(open => open.Session == session);
        }
        cuts.ForEach(cut => cut());
    }

    sealed class Kept : IDisposable
    {
        readonly OpenCircuits all;
        readonly (Guid, Action) socket;

        public Kept(OpenCircuits all, Guid session, Action cut)
        {
            (this.all, socket) = (all, (session, cut));
            lock (all.gate)
                all.sockets.Add(socket);
        }

        public void Dispose()
        {
            lock (all.gate)
                all.sockets.Remove(socket);
        }
    }
}
