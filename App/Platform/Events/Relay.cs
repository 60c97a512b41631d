using Npgsql;

namespace App.Platform.Events;

/// <summary>
/// Sends events to subscribers. It claims a batch, passes it to every subscriber and removes it from the queue in one
/// transaction, so a crash neither loses nor repeats an event. Events of one subject keep their order. An event that fails too
/// often is parked and logged.
/// </summary>
public sealed partial class Relay(
    OpsDatabase database, IEnumerable<IEventSubscriber> subscribers, WorkNotifier notifier, TimeProvider clock,
    ILogger<Relay> log) : BackgroundLoop(notifier, WorkKinds.Events)
{
    public const int Batch = 500;

    /// <summary>Delays the attempts before an event is parked, about nine minutes in total.</summary>
    public static readonly Backoff Retry = Backoff.Doubling(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), retries: 9);

    readonly WorkNotifier notifier = notifier;
    readonly IEventSubscriber[] subscribers = [.. subscribers];

    public override string Name => "relay";

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var claimed = await ClaimAsync(transaction, now, ct);
        if (claimed.Count == 0)
            return false;

        var failed = new Dictionary<RelayedEvent, string>();
        var relayed = await RelayAsync(transaction, claimed, failed, now, ct);
        await RecordAsync(transaction, relayed, failed, now, ct);
        await transaction.CommitAsync(ct);
        if (relayed.Count > 0)
            notifier.Notify(WorkKinds.Relayed);
        foreach (var (parked, failure) in failed.Where(pair => Retry.After(pair.Key.Attempts + 1) is null))
            LogParked(parked.Id.ToString(), parked.Type, failure);
        return true;
    }

    /// <summary>
    /// Claims pending events that no other relay has locked: an equal number of each organization, oldest first, so one that
    /// imports a hundred thousand rows delays no other. It skips an event while an earlier event of its subject is pending
    /// outside of this batch, either delayed after a failure or locked by another relay. These sets are materialized once: the
    /// planner's statistics usually show an empty queue, so a lookup per row could scan the whole table each time. For the same
    /// reason "offset 0" makes it read only the events up to the last one of the batch, and not the whole queue.
    /// </summary>
    static async Task<List<RelayedEvent>> ClaimAsync(NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken ct)
    {
        const string sql = """
            with recursive waiting as (
                (select organization_id from outbox_queue where parked_at is null order by organization_id limit 1)
                union all
                select n.organization_id from waiting w cross join lateral (
                    select q.organization_id from outbox_queue q
                    where q.parked_at is null and q.organization_id > w.organization_id
                    order by q.organization_id limit 1) n
            ), delayed as materialized (
                select organization_id, subject, min(sequence) as sequence from outbox_queue
                where parked_at is null and attempts > 0 and next_attempt_at > $1
                group by organization_id, subject
            ), offered as materialized (
                select q.*, row_number() over (partition by q.organization_id order by q.sequence) as turn
                from waiting w cross join lateral (
                    select q.organization_id, q.event_id, q.subject, q.attempts, q.sequence, q.ctid::text as row_id
                    from outbox_queue q
                    where q.organization_id = w.organization_id and q.parked_at is null and q.next_attempt_at <= $1
                      and not exists (
                          select from delayed d
                          where d.organization_id = q.organization_id and d.subject = q.subject and d.sequence < q.sequence)
                    order by q.sequence
                    limit (select $2 / count(*) + 1 from waiting)
                    for update of q skip locked) q
            ), claimed as materialized (
                select * from offered order by turn, sequence limit $2
            ), skipped as materialized (
                select q.organization_id, q.subject, q.sequence
                from (select organization_id, max(sequence) as last from claimed group by organization_id) c
                cross join lateral (
                    select q.organization_id, q.subject, q.sequence from outbox_queue q
                    where q.organization_id = c.organization_id and q.sequence < c.last and q.parked_at is null
                    order by q.sequence offset 0) q
                where q.sequence not in (select sequence from claimed))
            select c.organization_id, c.event_id, m.type, c.subject, m.payload, m.occurred_at, c.attempts, c.row_id
            from claimed c
            join outbox_messages m on m.organization_id = c.organization_id and m.id = c.event_id
            where not exists (
                select from skipped s
                where s.organization_id = c.organization_id and s.subject = c.subject and s.sequence < c.sequence)
            order by c.sequence
            """;
        await using var claim = transaction.Command(sql, now, Batch);
        await using var row = await claim.ExecuteReaderAsync(ct);
        var claimed = new List<RelayedEvent>();
        while (await row.ReadAsync(ct))
            claimed.Add(new(
                row.GetGuid(0), new(row.GetGuid(1)), row.GetString(2), row.GetString(3), row.GetString(4),
                row.GetFieldValue<DateTimeOffset>(5), row.GetInt32(6), row.GetString(7)));
        return claimed;
    }

    /// <summary>
    /// Relays all events together. If that fails, relays them one by one, so a failing event delays only later events of its
    /// subject.
    /// </summary>
    async Task<List<RelayedEvent>> RelayAsync(
        NpgsqlTransaction transaction, List<RelayedEvent> claimed, Dictionary<RelayedEvent, string> failed, DateTimeOffset now,
        CancellationToken ct)
    {
        if (await TryAsync(new(transaction, claimed, now), ct) is null)
            return claimed;

        var relayed = new List<RelayedEvent>();
        var blocked = new HashSet<(Guid OrganizationId, string Subject)>();
        foreach (var one in claimed)
        {
            if (blocked.Contains((one.OrganizationId, one.Subject)))
                continue;
            var failure = await TryAsync(new(transaction, [one], now), ct);
            if (failure is null)
            {
                relayed.Add(one);
                continue;
            }
            blocked.Add((one.OrganizationId, one.Subject));
            failed.Add(one, failure);
        }
        return relayed;
    }

    /// <summary>Passes a batch to all subscribers. Returns null on success, otherwise a description of the failure.</summary>
    async Task<string?> TryAsync(RelayBatch batch, CancellationToken ct)
    {
        const string savepoint = "relay_batch";
        await batch.Transaction.SaveAsync(savepoint, ct);
        try
        {
            foreach (var subscriber in subscribers)
                await subscriber.TakeAsync(batch, ct);
            await batch.Transaction.ReleaseAsync(savepoint, ct);
            return null;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && !TransientFailure.Is(failure))
        {
            await batch.Transaction.RollbackAsync(savepoint, ct);
            LogRejected(failure, batch.Events.Count);
            return FailureText.Of(failure);
        }
    }

    /// <summary>
    /// Removes the relayed events from the queue, and delays or parks the failed ones. It finds the rows by their physical
    /// location, which doesn't change while they are locked: the planner believes that the queue is empty, so by key it would
    /// read the whole queue for each row.
    /// </summary>
    static async Task RecordAsync(
        NpgsqlTransaction transaction, List<RelayedEvent> relayed, Dictionary<RelayedEvent, string> failed, DateTimeOffset now,
        CancellationToken ct)
    {
        await using var remove = transaction.Command(
            "delete from outbox_queue where ctid = any($1::text[]::tid[])", [relayed.Select(one => one.RowId).ToArray()]);
        await remove.ExecuteNonQueryAsync(ct);
        if (failed.Count == 0)
            return;
        await using var update = transaction.Command("""
            update outbox_queue q set
                attempts = q.attempts + 1,
                failure = s.failure,
                parked_at = case when s.next_attempt_at is null then $1 end,
                next_attempt_at = coalesce(s.next_attempt_at, $1)
            from unnest($2::text[]::tid[], $3::text[], $4::timestamptz[]) s (row_id, failure, next_attempt_at)
            where q.ctid = s.row_id
            """,
            now,
            failed.Keys.Select(one => one.RowId).ToArray(),
            failed.Values.ToArray(),
            failed.Keys.Select(one => now + Retry.After(one.Attempts + 1)).ToArray());
        await update.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Subscriber rejected a batch of {Count} events")]
    partial void LogRejected(Exception failure, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Event} ({Type}) was parked after its last attempt: {Failure}")]
    partial void LogParked(string @event, string type, string failure);
}
