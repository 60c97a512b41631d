namespace App.Accounts;

/// <summary>Finds which sessions of staff have not ended, for the pages that are open on this instance.</summary>
sealed class LiveSessions(AppDatabase database, TimeProvider clock)
{
    public async Task<IReadOnlySet<Guid>> FindAsync(IReadOnlyCollection<Guid> sessions, CancellationToken ct)
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
