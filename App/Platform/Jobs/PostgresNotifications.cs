using System.Globalization;
using Npgsql;

namespace App.Platform.Jobs;

/// <summary>
/// Exchanges work notifications with the other instances: NOTIFY after local commits, LISTEN on a separate connection.
/// Notifications are only hints. After each reconnect the background loops poll once, which finds work whose notification was
/// missed.
/// </summary>
public sealed partial class PostgresNotifications(
    OpsDatabase database, IConfiguration configuration, WorkNotifier notifier, TimeProvider clock,
    ILogger<PostgresNotifications> log) : BackgroundService
{
    const string Channel = "stockade_work";

    /// <summary>Limits how often notifications are sent, so a burst of commits sends only one.</summary>
    static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(50);

    readonly string instanceId = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");

    // Created once: listeners are never removed, and SendAsync starts again after each failure.
    readonly WorkListener listener = notifier.Listen(WorkKinds.Events, onlyLocal: true);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(RetryAsync(ListenAsync, stoppingToken), RetryAsync(SendAsync, stoppingToken));

    async Task ListenAsync(Action succeeded, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(DatabaseSetup.TuneForListening(configuration));
        connection.Notification += (_, notification) => Receive(notification.Payload);
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        succeeded();
        notifier.NotifyFromElsewhere(WorkKinds.Events | WorkKinds.Relayed);
        while (true)
            await connection.WaitAsync(ct);
    }

    void Receive(string payload)
    {
        if (payload.Split(' ') is [var sender, var number] && sender != instanceId
            && int.TryParse(number, CultureInfo.InvariantCulture, out var kinds))
            notifier.NotifyFromElsewhere((WorkKinds)kinds);
    }

    async Task SendAsync(Action succeeded, CancellationToken ct)
    {
        while (true)
        {
            await listener.WaitAsync(Timeout.InfiniteTimeSpan, ct);
            var payload = $"{instanceId} {(int)WorkKinds.Events}";
            await using var notify = database.Source.Command("select pg_notify($1, $2)", Channel, payload);
            await notify.ExecuteNonQueryAsync(ct);
            succeeded();
            await Task.Delay(MinInterval, clock, ct);
        }
    }

    async Task RetryAsync(Func<Action, CancellationToken, Task> work, CancellationToken ct)
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
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(250 * failures, 2000)), clock, ct)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Notifications between instances are interrupted, polling continues: {Reason}")]
    partial void LogLost(string reason);
}
