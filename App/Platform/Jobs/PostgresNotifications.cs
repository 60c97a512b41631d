using System.Globalization;
using Npgsql;

namespace App.Platform.Jobs;

/// <summary>
/// Exchanges notifications with the other instances: NOTIFY after local commits, LISTEN on a separate connection. A notification
/// contains the kinds of new work, the ids of events that handlers on every instance want, and the ids of changed records.
/// Notifications are only hints. After each reconnect the background loops poll once, which finds work whose notification was
/// missed.
/// </summary>
public sealed partial class PostgresNotifications(
    OpsDatabase database, IConfiguration configuration, WorkNotifier notifier, BroadcastQueue broadcasts,
    LiveUpdates live, TimeProvider clock, ILogger<PostgresNotifications> log) : BackgroundService
{
    const string Channel = "stockade_work";

    /// <summary>Limits how often notifications are sent, so a burst of commits sends only one.</summary>
    static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Limits the events, and the records, of a notification, whose text must be shorter than 8000 bytes.</summary>
    const int MaxEvents = 55;

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
        if (payload.Split(' ') is not [var sender, var number, .. var events] || sender == instanceId
            || !int.TryParse(number, CultureInfo.InvariantCulture, out var kinds))
            return;
        notifier.NotifyFromElsewhere((WorkKinds)kinds);
        foreach (var record in events.Select(ChangedRecord.Read).OfType<ChangedRecord>())
            live.Notify(record.OrganizationId, record.Subject);
        var announced = events.Select(EventOf).OfType<AnnouncedEvent>().ToList();
        if (announced.Count > 0)
            broadcasts.Receive(announced);
    }

    async Task SendAsync(Action succeeded, CancellationToken ct)
    {
        while (true)
        {
            await listener.WaitAsync(Timeout.InfiniteTimeSpan, ct);
            IReadOnlyList<AnnouncedEvent> events;
            IReadOnlyList<ChangedRecord> records;
            do
            {
                events = broadcasts.TakeToSend(MaxEvents);
                records = broadcasts.TakeChanged(MaxEvents);
                string[] words =
                [
                    instanceId, $"{(int)WorkKinds.Events}", .. events.Select(TextOf),
                    .. records.Select(record => record.Text).Distinct(),
                ];
                await using var notify = database.Source.Command(
                    "select pg_notify($1, $2)", Channel, string.Join(' ', words));
                await notify.ExecuteNonQueryAsync(ct);
            }
            while (events.Count == MaxEvents || records.Count == MaxEvents);
            succeeded();
            await Task.Delay(MinInterval, clock, ct);
        }
    }

    static string TextOf(AnnouncedEvent one) => $"{one.OrganizationId:N}:{one.EventId:N}";

    static AnnouncedEvent? EventOf(string text) =>
        text.Split(':') is [var organization, var id]
            && Guid.TryParse(organization, out var organizationId) && Guid.TryParse(id, out var eventId)
                ? new(organizationId, eventId)
                : null;

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
                await Backoff.OfLoops.WaitAsync(failures, clock, ct);
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
