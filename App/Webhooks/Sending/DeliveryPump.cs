using App.Platform;
using Npgsql;

namespace App.Webhooks;

/// <summary>A delivery that is due, with all it takes to post it.</summary>
public sealed record DueDelivery(
    Guid OrganizationId, Id<WebhookDelivery> Id, Id<WebhookEndpoint> EndpointId, string Url, string Secret, string? OldSecret,
    Id<OutboxMessage> EventId, string EventType, DateTimeOffset OccurredAt, string Payload, int RoundAttempts, DateTimeOffset LeasedUntil, bool Proven);

/// <summary>
/// Posts what is ready, many at once: claims in batches under a lease, settles in batches, and gives each endpoint a window of
/// its own. A process that dies leaves leases that run out; what it had posted is posted again under the same webhook-id.
/// </summary>
public sealed partial class DeliveryPump(
    OpsDatabase database, WebhookSender sender, EndpointSecrets secrets, IServiceScopeFactory scopes, OutboxBell bell, TimeProvider clock, ILogger<DeliveryPump> log)
    : Pump<DueDelivery, AttemptOutcome>(bell, Ring.Relayed, DeliveryWindows.Places)
{
    /// <summary>Three times what an attempt may take; one that waits for its turn waits for another's attempt.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    readonly DeliveryWindows windows = new();

    public override string Name => "webhook deliveries";

    protected override void Ended(DueDelivery item, AttemptOutcome outcome) => windows.Ended(item.EndpointId.Value, outcome);

    protected override async Task<IReadOnlyList<DueDelivery>> ExchangeAsync(IReadOnlyList<(DueDelivery Item, AttemptOutcome Outcome)> outcomes, int free, CancellationToken ct)
    {
        await using var batch = database.Source.CreateBatch();
        var failed = false;
        if (outcomes.Count > 0)
        {
            var next = outcomes.Select(Next).ToArray();
            batch.BatchCommands.Add(Deliveries(outcomes, next));
            batch.BatchCommands.Add(Endpoints(outcomes));
            var retries = Retries(outcomes, next);
            failed = retries.Count > 0;
            if (failed)
                batch.BatchCommands.Add(JobQueue.BatchCommand(retries));
        }
        batch.BatchCommands.Add(Claim(free));
        var claimed = new List<DueDelivery>();
        await using (var row = await batch.ExecuteReaderAsync(ct))
        {
            if (failed)
                await row.NextResultAsync(ct); // the ids of the jobs
            while (await row.ReadAsync(ct))
                claimed.Add(new(
                    row.GetGuid(0), new(row.GetGuid(1)), new(row.GetGuid(2)), row.GetString(3), row.GetString(4), await row.IsDBNullAsync(5, ct) ? null : row.GetString(5),
                    new(row.GetGuid(6)), row.GetString(7), row.GetFieldValue<DateTimeOffset>(8), row.GetString(9), row.GetInt32(10), row.GetFieldValue<DateTimeOffset>(11), row.GetBoolean(12)));
        }
        foreach (var one in claimed)
            windows.Began(one.EndpointId.Value, one.Proven);
        foreach (var (organization, endpoint) in outcomes.Where(one => one.Outcome.Gone).Select(one => (one.Item.OrganizationId, one.Item.EndpointId)).Distinct())
        {
            await DisableAsync(organization, endpoint, ct);
            windows.Reopen(endpoint.Value);
        }
        return claimed;
    }

    NpgsqlBatchCommand Claim(int free)
    {
        // Which endpoints have something pending is found by leaping through the index, one leap for each; then each gives what its
        // window has room for, longest due first.
        const string sql = """
            with recursive waiting as (
                (select organization_id, endpoint_id from webhook_deliveries where status = 'Pending' and ready order by organization_id, endpoint_id limit 1)
                union all
                select n.organization_id, n.endpoint_id from waiting w cross join lateral (
                    select d.organization_id, d.endpoint_id from webhook_deliveries d
                    where d.status = 'Pending' and d.ready and (d.organization_id, d.endpoint_id) > (w.organization_id, w.endpoint_id)
                    order by d.organization_id, d.endpoint_id limit 1) n
            ), open as (
                select e.organization_id, e.id, coalesce(k.proven, h.healthy) as proven, coalesce(k.free, case when h.healthy then $8 else 1 end) as free
                from waiting w
                join webhook_endpoints e on e.organization_id = w.organization_id and e.id = w.endpoint_id and e.status = 'Enabled' and e.archived_at is null
                cross join lateral (select e.last_delivered_at is not null and (e.failing_since is null or e.failing_since > $1 - interval '5 minutes') as healthy) h
                left join unnest($3::uuid[], $4::int[], $5::bool[]) k (id, free, proven) on k.id = e.id
            ), due as (
                select d.organization_id, d.id, d.next_attempt_at, o.proven, row_number() over (partition by o.proven order by d.next_attempt_at) as place
                from open o cross join lateral (
                    select d.organization_id, d.id, d.next_attempt_at from webhook_deliveries d
                    where d.organization_id = o.organization_id and d.endpoint_id = o.id and d.status = 'Pending' and d.ready
                      and d.next_attempt_at <= $1 and (d.leased_until is null or d.leased_until <= $1)
                    order by d.next_attempt_at limit o.free for update skip locked) d
            ), picked as (
                select organization_id, id, proven from due where proven or place <= $7 order by next_attempt_at limit $6
            )
            update webhook_deliveries d set leased_until = $2
            from picked p, webhook_endpoints e, outbox_messages m
            where d.organization_id = p.organization_id and d.id = p.id
              and e.organization_id = d.organization_id and e.id = d.endpoint_id
              and m.organization_id = d.organization_id and m.id = d.event_id
            returning d.organization_id, d.id, d.endpoint_id, e.url, e.secret, case when e.old_secret_until > $1 then e.old_secret end,
                      d.event_id, d.event_type, m.occurred_at, m.payload, d.round_attempts, d.leased_until, p.proven
            """;
        var now = clock.GetUtcNow();
        var (endpoints, room, proven) = windows.Snapshot();
        return Sql.BatchCommand(sql, now, now + Lease, endpoints, room, proven, free, windows.UnprovenFree, DeliveryWindows.FirstOfProven);
    }

    protected override async Task<AttemptOutcome> WorkAsync(DueDelivery item, CancellationToken ct)
    {
        var turns = windows.TurnsOf(item.EndpointId.Value);
        await turns.WaitAsync(ct);
        try
        {
            var message = new WebhookMessage(
                new Uri(item.Url), EventView.Of(item.EventId, item.EventType, item.OccurredAt, item.Payload),
                secrets.Open(item.Secret, item.OrganizationId, item.EndpointId),
                item.OldSecret is { } old ? secrets.Open(old, item.OrganizationId, item.EndpointId) : null);
            return await sender.SendAsync(message, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogBroken(failure, item.Id.ToString());
            return new(clock.GetUtcNow(), TimeSpan.Zero, null, "not_sent");
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>One statement for the rows and their attempts. A row whose lease has passed to another is left to it.</summary>
    static NpgsqlBatchCommand Deliveries(IReadOnlyList<(DueDelivery Item, AttemptOutcome Outcome)> outcomes, DateTimeOffset?[] next)
    {
        const string sql = """
            with settled as (
                update webhook_deliveries d set
                    status = case when d.status = 'Disabled' and s.status = 'Pending' then 'Disabled' else s.status end,
                    attempts = d.attempts + 1, round_attempts = d.round_attempts + 1,
                    next_attempt_at = coalesce(s.next_attempt_at, d.next_attempt_at), ready = s.next_attempt_at is null, leased_until = null,
                    last_status_code = s.status_code, last_error = s.error, last_attempt_at = s.at
                from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::timestamptz[], $6::int[], $7::text[], $8::timestamptz[], $9::int[], $10::text[])
                    s (organization_id, id, leased_until, status, next_attempt_at, status_code, error, at, duration_ms, excerpt)
                where d.organization_id = s.organization_id and d.id = s.id and d.leased_until = s.leased_until
                returning d.organization_id, d.id, d.attempts, s.at, s.duration_ms, s.status_code, s.error, s.excerpt)
            insert into webhook_attempts (organization_id, delivery_id, n, at, duration_ms, status_code, error, response_excerpt)
            select * from settled
            """;
        return Sql.BatchCommand(sql,
            outcomes.Select(one => one.Item.OrganizationId).ToArray(),
            outcomes.Select(one => one.Item.Id.Value).ToArray(),
            outcomes.Select(one => one.Item.LeasedUntil).ToArray(),
            outcomes.Zip(next, (one, at) => StatusAfter(one.Outcome, at).ToString()).ToArray(),
            next,
            outcomes.Select(one => one.Outcome.StatusCode).ToArray(),
            outcomes.Select(one => one.Outcome.Error).ToArray(),
            outcomes.Select(one => one.Outcome.At).ToArray(),
            outcomes.Select(one => (int)one.Outcome.Duration.TotalMilliseconds).ToArray(),
            outcomes.Select(one => one.Outcome.Excerpt).ToArray());
    }

    static DateTimeOffset? Next((DueDelivery Item, AttemptOutcome Outcome) one) => one.Outcome.Succeeded || one.Outcome.Gone
        ? null
        : one.Outcome.At + one.Outcome.Duration + RetrySchedule.After(one.Item.RoundAttempts + 1, one.Outcome.RetryAfter, Random.Shared.NextDouble());

    static DeliveryStatus StatusAfter(AttemptOutcome outcome, DateTimeOffset? next) =>
        outcome.Succeeded ? DeliveryStatus.Delivered : outcome.Gone ? DeliveryStatus.Disabled : next is null ? DeliveryStatus.Exhausted : DeliveryStatus.Pending;

    /// <summary>
    /// A job for each endpoint that has failed, at the earliest time of its retries: in the transaction that writes them down.
    /// </summary>
    static List<JobRequest> Retries(IReadOnlyList<(DueDelivery Item, AttemptOutcome Outcome)> outcomes, DateTimeOffset?[] next) =>
    [
        .. outcomes.Zip(next, (one, at) => (one.Item.OrganizationId, one.Item.EndpointId, At: at)).Where(one => one.At is not null)
            .GroupBy(one => (one.OrganizationId, one.EndpointId))
            .Select(group => new JobRequest(WebhookJobs.Retry, group.Key.OrganizationId, group.Key.EndpointId.Value, group.Min(one => one.At))),
    ];

    /// <summary>Since when an endpoint fails, and when it last worked: written when it changes, to the minute.</summary>
    static NpgsqlBatchCommand Endpoints(IReadOnlyList<(DueDelivery Item, AttemptOutcome Outcome)> outcomes)
    {
        const string sql = """
            update webhook_endpoints e set
                failing_since = case when s.delivered then null else coalesce(e.failing_since, s.at) end,
                last_delivered_at = case when s.delivered then s.at else e.last_delivered_at end
            from unnest($1::uuid[], $2::uuid[], $3::bool[], $4::timestamptz[]) s (organization_id, id, delivered, at)
            where e.organization_id = s.organization_id and e.id = s.id
              and case when s.delivered then e.failing_since is not null or e.last_delivered_at is null or e.last_delivered_at < s.at - interval '1 minute'
                       else e.failing_since is null end
            """;
        var endpoints = outcomes.GroupBy(one => (one.Item.OrganizationId, one.Item.EndpointId)).OrderBy(group => group.Key.EndpointId).ToArray();
        return Sql.BatchCommand(sql,
            endpoints.Select(group => group.Key.OrganizationId).ToArray(),
            endpoints.Select(group => group.Key.EndpointId.Value).ToArray(),
            endpoints.Select(group => group.Any(one => one.Outcome.Succeeded)).ToArray(),
            endpoints.Select(group => group.Max(one => one.Outcome.At)).ToArray());
    }

    /// <summary>Through the Gate, so that it is audited and announced. When it fails, the next 410 brings it here again.</summary>
    async Task DisableAsync(Guid organization, Id<WebhookEndpoint> endpoint, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System(Name, organization));
        try
        {
            await scope.ServiceProvider.GetRequiredService<DisableWebhookEndpoint>().ExecuteAsync(new(endpoint, DisabledReason.Gone), null, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogStillEnabled(failure, endpoint.ToString());
        }
    }

    protected override async Task ReleaseAsync(IReadOnlyList<DueDelivery> items, CancellationToken ct)
    {
        await using var release = database.Source.Command("""
            update webhook_deliveries d set leased_until = null
            from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) s (organization_id, id, leased_until)
            where d.organization_id = s.organization_id and d.id = s.id and d.leased_until = s.leased_until
            """,
            items.Select(one => one.OrganizationId).ToArray(), items.Select(one => one.Id.Value).ToArray(), items.Select(one => one.LeasedUntil).ToArray());
        await release.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery} could not be sent")]
    partial void LogBroken(Exception failure, string delivery);

    [LoggerMessage(Level = LogLevel.Error, Message = "Endpoint {Endpoint} answered 410 and could not be disabled")]
    partial void LogStillEnabled(Exception failure, string endpoint);
}
