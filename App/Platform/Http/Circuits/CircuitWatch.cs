using Microsoft.Extensions.Caching.Memory;

namespace App.Platform.Http;

/// <summary>
/// Queries once per second which sessions with a page open on this instance have ended, on any instance and for any reason. Their
/// pages are closed within two seconds. The Gate does not depend on this: it checks the session at each call.
/// </summary>
public sealed class CircuitWatch(
    AppDatabase database, OpenCircuits open, IMemoryCache cache, WorkNotifier notifier, TimeProvider clock)
    : BackgroundLoop(notifier, 0)
{
    public override string Name => "circuits";

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        var sessions = open.Sessions;
        if (sessions.Count == 0)
            return false;
        var alive = await AliveAsync(sessions, ct);
        var ended = sessions.Where(session => !alive.Contains(session)).ToList();
        foreach (var session in ended) // otherwise a cached credential would let it reconnect
            cache.Remove(Authentication.Of(new Credential.Session(session, null)));
        await Task.WhenAll(ended.Select(session => open.EndAsync(session, ct)));
        return false; // another query right now would find the same
    }

    async Task<HashSet<Guid>> AliveAsync(IReadOnlyCollection<Guid> sessions, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand("""
            select id from platform.sessions where id = any($1) and ended_at is null and expires_at > $2 and idle_until > $2
            """);
        command.Parameters.Add(new() { Value = sessions.ToArray() });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var alive = new HashSet<Guid>();
        while (await reader.ReadAsync(ct))
            alive.Add(reader.GetGuid(0));
        return alive;
    }
}
