using Npgsql;

namespace App.Platform;

/// <summary>
/// Hands events on: claims a batch, gives it to every subscriber, marks it relayed, all in one transaction, so that a crash anywhere
/// loses nothing and repeats nothing. Events of one subject keep their order. One that fails too often is parked, and the log says so.
/// </summary>
public sealed partial class Relay(
    OpsDatabase database, IEnumerable<IEventSubscriber> subscribers, OutboxBell bell, TimeProvider clock, ILogger<Relay> log) : Loop(bell, Ring.Events)
{
    public const int Batch = 500;

    /// <summary>Tries before an event is parked; with doubling pauses they take some 17 minutes.</summary>
    public const int Tries = 10;

    readonly OutboxBell bell = bell;
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
        var done = await HandOverAsync(transaction, claimed, failed, now, ct);
        await SettleAsync(transaction, done, failed, now, ct);
        await transaction.CommitAsync(ct);
        if (done.Count > 0)
            bell.Ring(Ring.Relayed);
        foreach (var (parked, failure) in failed.Where(pair => pair.Key.Attempts + 1 >= Tries))
            LogParked(parked.Id.ToString(), parked.Type, failure);
        return true;
    }

    /// <summary>
    /// What waits longest, without what another relay holds. An event is left alone while an earlier one of its subject waits
    /// outside of this batch: put back after a failure, or in another relay's hands.
    /// Both are looked for in sets that are found once: to the planner's statistics a queue is always empty, and what it then takes for the
    /// best way to look something up for each row may go over the whole table each time.
    /// </summary>
    static async Task<List<RelayedEvent>> ClaimAsync(NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken ct)
    {
        const string sql = """
            with held as materialized (
                select organization_id, subject, min(sequence) as sequence from outbox_messages
                where relayed_at is null and parked_at is null and next_attempt_at > $1
                group by organization_id, subject
            ), claimed as materialized (
                select m.organization_id, m.id, m.type, m.subject, m.payload, m.occurred_at, m.attempts, m.sequence
                from outbox_messages m
                where m.relayed_at is null and m.parked_at is null and m.next_attempt_at <= $1
                  and not exists (
                      select from held h where h.organization_id = m.organization_id and h.subject = m.subject and h.sequence < m.sequence)
                order by m.sequence
                limit $2
                for update of m skip locked
            ), passed as materialized (
                select organization_id, subject, sequence from outbox_messages
                where relayed_at is null and parked_at is null
                  and sequence < (select max(sequence) from claimed) and sequence <> all (array(select sequence from claimed)))
            select c.organization_id, c.id, c.type, c.subject, c.payload, c.occurred_at, c.attempts
            from claimed c
            where not exists (
                select from passed p where p.organization_id = c.organization_id and p.subject = c.subject and p.sequence < c.sequence)
            order by c.sequence
            """;
        await using var claim = transaction.Command(sql, now, Batch);
        await using var row = await claim.ExecuteReaderAsync(ct);
        var claimed = new List<RelayedEvent>();
        while (await row.ReadAsync(ct))
            claimed.Add(new(row.GetGuid(0), new(row.GetGuid(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5), row.GetInt32(6)));
        return claimed;
    }

    /// <summary>All together; when that fails, one by one, so that a bad event stops nobody but those of its own subject behind it.</summary>
    async Task<List<RelayedEvent>> HandOverAsync(
        NpgsqlTransaction transaction, List<RelayedEvent> claimed, Dictionary<RelayedEvent, string> failed, DateTimeOffset now, CancellationToken ct)
    {
        if (await TryAsync(new(transaction, claimed, now), ct) is null)
            return claimed;

        var done = new List<RelayedEvent>();
        var held = new HashSet<(Guid, string)>();
        foreach (var one in claimed)
            if (held.Contains((one.OrganizationId, one.Subject)))
                continue;
            else if (await TryAsync(new(transaction, [one], now), ct) is not { } failure)
                done.Add(one);
            else
            {
                held.Add((one.OrganizationId, one.Subject));
                failed.Add(one, failure);
            }
        return done;
    }

    async Task<string?> TryAsync(RelayBatch batch, CancellationToken ct)
    {
        const string mark = "hand_over";
        await batch.Transaction.SaveAsync(mark, ct);
        try
        {
            foreach (var subscriber in subscribers)
                await subscriber.TakeAsync(batch, ct);
            await batch.Transaction.ReleaseAsync(mark, ct);
            return null;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && !Outage.Is(failure))
        {
            await batch.Transaction.RollbackAsync(mark, ct);
            LogRefused(failure, batch.Events.Count);
            return Failed.Text(failure);
        }
    }

    static async Task SettleAsync(
        NpgsqlTransaction transaction, List<RelayedEvent> done, Dictionary<RelayedEvent, string> failed, DateTimeOffset now, CancellationToken ct)
    {
        const string sql = """
            update outbox_messages m set
                attempts = m.attempts + 1,
                failure = s.failure,
                relayed_at = case when s.failure is null then $1 end,
                parked_at = case when s.failure is not null and m.attempts + 1 >= $2 then $1 end,
                next_attempt_at = s.next_attempt_at
            from unnest($3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[]) s (organization_id, id, failure, next_attempt_at)
            where m.organization_id = s.organization_id and m.id = s.id
            """;
        var all = done.Select(one => (Event: one, Failure: (string?)null)).Concat(failed.Select(pair => (Event: pair.Key, Failure: (string?)pair.Value))).ToArray();
        await using var settle = transaction.Command(sql,
            now, Tries,
            all.Select(one => one.Event.OrganizationId).ToArray(),
            all.Select(one => one.Event.Id.Value).ToArray(),
            all.Select(one => one.Failure).ToArray(),
            all.Select(one => one.Failure is null ? now : now + Failed.Pause(one.Event.Attempts + 1)).ToArray());
        await settle.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A subscriber did not take {Count} event(s)")]
    partial void LogRefused(Exception failure, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Event} ({Type}) is parked after its last try: {Failure}")]
    partial void LogParked(string @event, string type, string failure);
}

/// <summary>What the loops keep of a failure, and how long they wait after it.</summary>
static class Failed
{
    /// <summary>Doubling from one second to an hour.</summary>
    public static TimeSpan Pause(int attempts) => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempts - 1), 3600));

    public static string Text(Exception failure)
    {
        var text = $"{failure.GetType().Name}: {failure.Message}".Replace('\0', ' ');
        return text.Length > 1000 ? text[..1000] : text;
    }
}
