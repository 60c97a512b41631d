using Microsoft.Extensions.Caching.Memory;

namespace App.Platform;

/// <summary>
/// Each second, one query: which sessions with a page open here have ended, in whatever way and on whichever instance. Their pages
/// end within two seconds. The Gate needs none of this; it asks at each call.
/// </summary>
public sealed class CircuitWatch(AppDatabase database, OpenCircuits open, IMemoryCache cache, OutboxBell bell, TimeProvider clock) : Loop(bell, 0)
{
    public override string Name => "circuits";

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        var sessions = open.Sessions;
        if (sessions.Count == 0)
            return false;
        var alive = await AliveAsync(sessions, ct);
        var ended = sessions.Where(session => !alive.Contains(session)).ToList();
        ended.ForEach(session => cache.Remove(Authentication.Of(new Credential.Session(session, null)))); // so that none of them connects again
        await Task.WhenAll(ended.Select(session => open.EndAsync(session, ct)));
        return false; // looking again at once would find the same
    }

    async Task<HashSet<Guid>> AliveAsync(IReadOnlyCollection<Guid> sessions, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand("select id from platform.sessions where id = any($1) and ended_at is null and expires_at > $2 and idle_until > $2");
        command.Parameters.Add(new() { Value = sessions.ToArray() });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var alive = new HashSet<Guid>();
        while (await reader.ReadAsync(ct))
            alive.Add(reader.GetGuid(0));
        return alive;
    }
}
