using Npgsql;

namespace App.Webhooks;

/// <summary>Represents a delivery that is due, with everything needed to post it.</summary>
/// <param name="Resent">Whether its last attempt succeeded and it is posted again.</param>
public sealed record DueDelivery(
    Guid OrganizationId,
    Id<WebhookDelivery> Id,
    Id<WebhookEndpoint> EndpointId,
    string Url,
    string Secret,
    string? OldSecret,
    Id<OutboxMessage> EventId,
    string EventType,
    DateTimeOffset OccurredAt,
    string Payload,
    int RoundAttempts,
    DateTimeOffset LeasedUntil,
    bool Proven,
    bool Resent);

/// <summary>
/// Posts the deliveries that are ready, many concurrently. It claims them in batches under a lease, saves results in batches, and
/// limits each endpoint by a window and each organization by its share of the places. If a process dies, its leases
/// expire and its deliveries are posted again with the same webhook-id.
/// </summary>
public sealed partial class DeliveryWorker(
    OpsDatabase database,
    WebhookSender sender,
    EndpointSecrets secrets,
    IServiceScopeFactory scopes,
    WorkNotifier notifier,
    TimeProvider clock,
    ILogger<DeliveryWorker> log)
    : LeasedWorker<DueDelivery, AttemptOutcome>(notifier, WorkKinds.Relayed, DeliveryWindows.Places)
{
    /// <summary>Lasts three times the timeout of an attempt, because a claimed delivery may first wait for another one.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // for SQL
    const string Pending = nameof(DeliveryStatus.Pending), Disabled = nameof(DeliveryStatus.Disabled);

    readonly DeliveryWindows windows = new(clock);

    public override string Name => "webhook deliveries";

    protected override void Ended(DueDelivery item, AttemptOutcome outcome) => windows.Ended(item.EndpointId.Value, outcome);

    protected override async Task<IReadOnlyList<DueDelivery>> ExchangeAsync(
        IReadOnlyList<(DueDelivery Item, AttemptOutcome Outcome)> outcomes, int free, CancellationToken ct)
    {
        await using var batch = database.Source.CreateBatch();
        var failed = false;
        if (outcomes.Count > 0)
        {
            var next = outcomes.Select(Next).ToArray();
            var resent = outcomes.Select(pair => pair.Item).Where(item => item.Resent).ToArray();
            if (resent.Length > 0)
                batch.BatchCommands.Add(PreviousSuccesses(resent));
            batch.BatchCommands.Add(Deliveries(outcomes, next));
            batch.BatchCommands.Add(Endpoints(outcomes));
            var retries = Retries(outcomes, next);
            failed = retries.Count > 0;
            if (failed)
                batch.BatchCommands.Add(JobQueue.BatchCommand(retries));
        }
        if (free > 0)
            batch.BatchCommands.Add(DeliveryClaim.Command(windows, free, clock.GetUtcNow()));
        var claimed = await ReadClaimedAsync(batch, failed, ct);
        foreach (var delivery in claimed)
            windows.Began(delivery.OrganizationId, delivery.EndpointId.Value, delivery.Proven);
        var gone = outcomes.Where(pair => pair.Outcome.Gone).Select(pair => (pair.Item.OrganizationId, pair.Item.EndpointId));
        foreach (var (organization, endpoint) in gone.Distinct())
        {
            await DisableAsync(organization, endpoint, ct);
            windows.Reopen(endpoint.Value);
        }
        return claimed;
    }

    static async Task<List<DueDelivery>> ReadClaimedAsync(NpgsqlBatch batch, bool enqueuesJobs, CancellationToken ct)
    {
        var claimed = new List<DueDelivery>();
        await using var row = await batch.ExecuteReaderAsync(ct);
        if (enqueuesJobs)
            await row.NextResultAsync(ct); // skips the ids of the jobs
        while (await row.ReadAsync(ct))
            claimed.Add(new(
                row.GetGuid(0), new(row.GetGuid(1)), new(row.GetGuid(2)),
                row.GetString(3), row.GetString(4), await row.IsDBNullAsync(5, ct) ? null : row.GetString(5),
                new(row.GetGuid(6)), row.GetString(7), row.GetFieldValue<DateTimeOffset>(8), row.GetString(9),
                row.GetInt32(10), row.GetFieldValue<DateTimeOffset>(11), row.GetBoolean(12), row.GetBoolean(13)));
        return claimed;
    }

    protected override async Task<AttemptOutcome> WorkAsync(DueDelivery item, CancellationToken ct)
    {
        var turns = windows.TurnsOf(item.EndpointId.Value);
        await turns.WaitAsync(ct);
        try
        {
            var message = new WebhookMessage(
                new Uri(item.Url), EventView.Of(item.EventId, item.EventType, item.OccurredAt, item.Payload),
                secrets.Decrypt(item.Secret, item.OrganizationId, item.EndpointId),
                item.OldSecret is { } old ? secrets.Decrypt(old, item.OrganizationId, item.EndpointId) : null);
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

    /// <summary>
    /// Updates the deliveries and inserts the attempts that failed, in one statement. A success is only in the row of its
    /// delivery, because most deliveries end with their first attempt. A delivery that another worker has claimed since is
    /// skipped.
    /// </summary>
    static NpgsqlBatchCommand Deliveries(
        IReadOnlyList<(DueDelivery Item, AttemptOutcome Outcome)> outcomes, DateTimeOffset?[] next)
    {
        const string sql = $"""
            with settled as (
                update webhook_deliveries d set
                    status = case when d.status = '{Disabled}' and s.status = '{Pending}' then '{Disabled}' else s.status end,
                    attempts = d.attempts + 1, round_attempts = d.round_attempts + 1,
                    next_attempt_at = coalesce(s.next_attempt_at, d.next_attempt_at),
                    ready = s.next_attempt_at is null, leased_until = null,
                    last_status_code = s.status_code, last_error = s.error, last_attempt_at = s.at,
                    last_duration_ms = s.duration_ms, last_response_excerpt = s.excerpt,
                    changed_in = pg_current_xact_id(), updated_at = now() -- saves the call of the trigger
                from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::timestamptz[],
                        $6::int[], $7::text[], $8::timestamptz[], $9::int[], $10::text[])
                    s (organization_id, id, leased_until, status, next_attempt_at, status_code, error, at, duration_ms, excerpt)
                where d.organization_id = s.organization_id and d.id = s.id and d.leased_until = s.leased_until
                returning d.organization_id, d.id, d.attempts, s.at, s.duration_ms, s.status_code, s.error, s.excerpt)
            insert into webhook_attempts (organization_id, delivery_id, n, at, duration_ms, status_code, error, response_excerpt)
            select * from settled where error is not null
            """;
        return Sql.BatchCommand(sql,
            outcomes.Select(pair => pair.Item.OrganizationId).ToArray(),
            outcomes.Select(pair => pair.Item.Id.Value).ToArray(),
            outcomes.Select(pair => pair.Item.LeasedUntil).ToArray(),
            outcomes.Zip(next, (pair, at) => StatusAfter(pair.Outcome, at).ToString()).ToArray(),
            next,
            outcomes.Select(pair => pair.Outcome.StatusCode).ToArray(),
            outcomes.Select(pair => pair.Outcome.Error).ToArray(),
            outcomes.Select(pair => pair.Outcome.At).ToArray(),
            outcomes.Select(pair => (int)pair.Outcome.Duration.TotalMilliseconds).ToArray(),
            outcomes.Select(pair => pair.Outcome.Excerpt).ToArray());
    }

    /// <summary>
    /// Copies the success of deliveries that were posted again to their attempts, before the next result replaces it. It may be
    /// there already: a worker whose lease ended between the copy and its result has left it.
    /// </summary>
    static NpgsqlBatchCommand PreviousSuccesses(IReadOnlyList<DueDelivery> resent) =>
        Sql.BatchCommand("""
            insert into webhook_attempts (organization_id, delivery_id, n, at, duration_ms, status_code, error, response_excerpt)
            select d.organization_id, d.id, d.attempts, d.last_attempt_at, d.last_duration_ms, d.last_status_code, d.last_error,
                d.last_response_excerpt
            from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) s (organization_id, id, leased_until)
            join webhook_deliveries d
                on d.organization_id = s.organization_id and d.id = s.id and d.leased_until = s.leased_until
            on conflict do nothing
            """,
            resent.Select(item => item.OrganizationId).ToArray(),
            resent.Select(item => item.Id.Value).ToArray(),
            resent.Select(item => item.LeasedUntil).ToArray());

    static DateTimeOffset? Next((DueDelivery Item, AttemptOutcome Outcome) pair)
    {
        var (item, outcome) = pair;
        if (outcome.Succeeded || outcome.Gone)
            return null;
        var pause = RetrySchedule.After(item.RoundAttempts + 1, outcome.RetryAfter, Random.Shared.NextDouble());
        return outcome.At + outcome.Duration + pause;
    }

    static DeliveryStatus StatusAfter(AttemptOutcome outcome, DateTimeOffset? next)
    {
        if (outcome.Succeeded)
            return DeliveryStatus.Delivered;
        if (outcome.Gone)
            return DeliveryStatus.Disabled;
        return next is null ? DeliveryStatus.Exhausted : DeliveryStatus.Pending;
    }

    /// <summary>
    /// Returns a retry job for each endpoint that has failed, at its earliest retry. The transaction that saves the failures
    /// stores it.
    /// </summary>
    static List<JobRequest> Retries(IReadOnlyList<(DueDelivery Item, AttemptOutcome Outcome)> outcomes, DateTimeOffset?[] next) =>
    [
        .. outcomes.Zip(next, (pair, at) => (pair.Item.OrganizationId, pair.Item.EndpointId, At: at))
            .Where(retry => retry.At is not null)
            .GroupBy(retry => (retry.OrganizationId, retry.EndpointId))
            .Select(group => new JobRequest(
                WebhookJobs.Retry, group.Key.OrganizationId, group.Key.EndpointId.Value, group.Min(retry => retry.At))),
    ];

    /// <summary>
    /// Updates the endpoints' failing_since and last_delivered_at when they change. Repeated successes are saved once a minute.
    /// </summary>
    static NpgsqlBatchCommand Endpoints(IReadOnlyList<(DueDelivery Item, AttemptOutcome Outcome)> outcomes)
    {
        const string sql = """
            update webhook_endpoints e set
                failing_since = case when s.delivered then null else coalesce(e.failing_since, s.at) end,
                last_delivered_at = case when s.delivered then s.at else e.last_delivered_at end
            from unnest($1::uuid[], $2::uuid[], $3::bool[], $4::timestamptz[]) s (organization_id, id, delivered, at)
            where e.organization_id = s.organization_id and e.id = s.id
              and case when s.delivered then e.failing_since is not null or e.last_delivered_at is null
                           or e.last_delivered_at < s.at - interval '1 minute'
                       else e.failing_since is null end
            """;
        var endpoints = outcomes.GroupBy(pair => (pair.Item.OrganizationId, pair.Item.EndpointId))
            .OrderBy(group => group.Key.EndpointId)
            .ToArray();
        return Sql.BatchCommand(sql,
            endpoints.Select(group => group.Key.OrganizationId).ToArray(),
            endpoints.Select(group => group.Key.EndpointId.Value).ToArray(),
            endpoints.Select(group => group.Any(pair => pair.Outcome.Succeeded)).ToArray(),
            endpoints.Select(group => group.Max(pair => pair.Outcome.At)).ToArray());
    }

    /// <summary>
    /// Disables the endpoint through the Gate, so it is audited and raises an event. If this fails, the next 410 retries it.
    /// </summary>
    async Task DisableAsync(Guid organization, Id<WebhookEndpoint> endpoint, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope(Name, organization);
        try
        {
            var disable = scope.ServiceProvider.GetRequiredService<DisableWebhookEndpoint>();
            await disable.ExecuteAsync(new(endpoint, DisabledReason.Gone), null, ct);
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
            items.Select(item => item.OrganizationId).ToArray(),
            items.Select(item => item.Id.Value).ToArray(),
            items.Select(item => item.LeasedUntil).ToArray());
        await release.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery} could not be sent")]
    partial void LogBroken(Exception failure, string delivery);

    [LoggerMessage(Level = LogLevel.Error, Message = "Endpoint {Endpoint} returned 410 and could not be disabled")]
    partial void LogStillEnabled(Exception failure, string endpoint);
}
