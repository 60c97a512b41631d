using Microsoft.Extensions.Caching.Memory;

namespace App.Platform.Http;

/// <summary>Returns those of the sessions that are still valid. The feature that owns the sessions implements it.</summary>
public delegate Task<IReadOnlySet<Guid>> FindLiveSessions(IReadOnlyCollection<Guid> sessions, CancellationToken ct);

/// <summary>
/// Queries once per second which sessions with a page open on this instance have ended, on any instance and for any reason. Their
/// pages are closed within two seconds. The Gate does not depend on this: it checks the session at each call.
/// </summary>
public sealed class CircuitWatch(
    FindLiveSessions findLive, OpenCircuits open, IMemoryCache cache, WorkNotifier notifier)
    : BackgroundLoop(notifier, 0)
{
    public override string Name => "circuits";

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        var sessions = open.Sessions;
        if (sessions.Count == 0)
            return false;
        var alive = await findLive(sessions, ct);
        var ended = sessions.Where(session => !alive.Contains(session)).ToList();
        foreach (var session in ended) // otherwise a cached credential would let it reconnect
            cache.Remove(Authentication.Of(new Credential.Session(session, null)));
        await Task.WhenAll(ended.Select(session => open.EndAsync(session, ct)));
        return false; // another query right now would find the same
    }
}
