using System.Collections.Concurrent;

namespace App.Platform;

/// <summary>
/// The sockets of open pages, by the session they belong to. A circuit lives as long as its socket; when its session ends, the socket is
/// cut, and what the page still sends is heard by nobody.
/// </summary>
public sealed class OpenCircuits
{
    readonly ConcurrentDictionary<(Guid Session, Guid Socket), Action> sockets = new();

    /// <summary>Sessions with at least one open socket.</summary>
    public IReadOnlyCollection<Guid> Sessions => [.. sockets.Keys.Select(key => key.Session).Distinct()];

    /// <summary>Keeps a socket for as long as the answer is not disposed.</summary>
    public IDisposable Keep(Guid session, Action cut)
    {
        var key = (session, Guid.CreateVersion7());
        sockets[key] = cut;
        return new Kept(() => sockets.TryRemove(key, out _));
    }

    /// <summary>Cuts every socket of a session.</summary>
    public void Cut(Guid session)
    {
        foreach (var (key, cut) in sockets)
            if (key.Session == session && sockets.TryRemove(key, out _))
                cut();
    }

    sealed class Kept(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
