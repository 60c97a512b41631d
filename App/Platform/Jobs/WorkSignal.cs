using System.Globalization;
using Npgsql;

namespace App.Platform;

/// <summary>
/// Carries the bell to the other instances and back: NOTIFY after local commits, LISTEN on a connection of its own. A hint only; what
/// is missed while the connection is down is found by polling, once at each reconnect.
/// </summary>
public sealed partial class WorkSignal(OpsDatabase database, IConfiguration configuration, OutboxBell bell, TimeProvider clock, ILogger<WorkSignal> log) : BackgroundService
{
    const string Channel = "stockade_work";

    /// <summary>At most so often: a burst of commits is one hint.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    readonly string me = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepAsync(ListenAsync, stoppingToken), KeepAsync(TellAsync, stoppingToken));

    async Task ListenAsync(Action well, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(Databases.TuneForListening(configuration));
        connection.Notification += (_, note) => Hear(note.Payload);
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        well();
        bell.RingFromElsewhere(Ring.Events | Ring.Relayed);
        while (true)
            await connection.WaitAsync(ct);
    }

    void Hear(string payload)
    {
        if (payload.Split(' ') is [var sender, var kinds] && sender != me && int.TryParse(kinds, CultureInfo.InvariantCulture, out var ring))
            bell.RingFromElsewhere((Ring)ring);
    }

    async Task TellAsync(Action well, CancellationToken ct)
    {
        var ear = bell.Listen(Ring.Events, onlyLocal: true);
        while (true)
        {
            await ear.WaitAsync(Timeout.InfiniteTimeSpan, ct);
            await using var tell = database.Source.Command("select pg_notify($1, $2)", Channel, $"{me} {(int)Ring.Events}");
            await tell.ExecuteNonQueryAsync(ct);
            well();
            await Task.Delay(Pause, clock, ct);
        }
    }

    async Task KeepAsync(Func<Action, CancellationToken, Task> work, CancellationToken ct)
    {
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(() => failures = 0, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                if (failures++ == 0)
                    LogLost(failure.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(250 * failures, 2000)), clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signal between instances is down, polling goes on: {Reason}")]
    partial void LogLost(string reason);
}
