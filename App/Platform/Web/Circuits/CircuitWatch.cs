namespace App.Platform;

/// <summary>
/// Each second, one question for all open pages: whose session has ended? Those are cut, so that a page opened before does nothing two
/// seconds later, on this instance and, because each one asks, on every other.
/// </summary>
public sealed class CircuitWatch(OpenCircuits open, AppDatabase database, OutboxBell bell, TimeProvider clock) : Loop(bell, 0)
{
    public override string Name => "circuits";

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        if (open.Sessions is not { Count: > 0 } sessions)
            return false;
        await using var ask = database.Source.CreateCommand("""
            select wanted from unnest($1::uuid[]) wanted
            where not exists (select from platform.sessions s where s.id = wanted and s.ended_at is null and s.expires_at > $2 and s.idle_until > $2)
            """);
        ask.Parameters.Add(new() { Value = sessions.ToArray() });
        ask.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await using var ended = await ask.ExecuteReaderAsync(ct);
        while (await ended.ReadAsync(ct))
            open.Cut(ended.GetGuid(0));
        return false;
    }
}

public static class CircuitSetup
{
    public static void AddCircuits(this IServiceCollection services)
    {
        services.AddSingleton<OpenCircuits>();
        services.AddScoped<Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler, CircuitCaller>();
        services.AddLoop<CircuitWatch>();
    }
}
