using System.Collections.Frozen;
using Npgsql;

namespace App.Platform;

/// <summary>A job as a runner holds it.</summary>
public sealed record ClaimedJob(Id<Job> Id, Guid? OrganizationId, string Kind, string Arguments, int Attempts);

/// <summary>
/// Runs jobs: a few at once, organizations by turns, each with a lease that is renewed while it runs. A failed one comes again after a
/// growing pause, until its attempts are used up; one whose runner died comes again when the lease has run out.
/// </summary>
/// <remarks>Outcome: null when done, else what went wrong.</remarks>
public sealed partial class JobRunner(
    OpsDatabase database, IEnumerable<JobKind> kinds, IServiceScopeFactory scopes, OutboxBell bell, TimeProvider clock, ILogger<JobRunner> log)
    : Pump<ClaimedJob, string?>(bell, Ring.Jobs, width: 8)
{
    /// <summary>Attempts before a job is failed; with their pauses they take some three hours.</summary>
    public const int Tries = 12;
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    readonly FrozenDictionary<string, JobKind> kinds = kinds.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
    readonly Guid me = Guid.CreateVersion7(clock.GetUtcNow());
    DateTimeOffset renewedAt = DateTimeOffset.MinValue;

    public override string Name => "jobs";

    protected override async Task<IReadOnlyList<ClaimedJob>> ExchangeAsync(IReadOnlyList<(ClaimedJob Item, string? Outcome)> outcomes, int free, CancellationToken ct)
    {
        const string rescue = """
            update platform.jobs set
                state = case when attempts >= $2 then 'Failed' else 'Queued' end,
                finished_at = case when attempts >= $2 then $1 end,
                failure = 'The runner was lost.', leased_until = null, leased_by = null
            where state = 'Running' and leased_until <= $1
            """;
        const string claim = """
            with recursive lanes as (
                (select lane from platform.jobs where state = 'Queued' order by lane limit 1)
                union all
                select (select j.lane from platform.jobs j where j.state = 'Queued' and j.lane > l.lane order by j.lane limit 1)
                from lanes l where l.lane is not null
            ), due as (
                select j.id, j.run_at, row_number() over (partition by l.lane order by j.run_at) as turn
                from lanes l cross join lateral (
                    select id, run_at from platform.jobs
                    where lane = l.lane and state = 'Queued' and run_at <= $1
                    order by run_at limit $2 for update skip locked) j
                where l.lane is not null
            ), picked as (select id from due order by turn, run_at limit $2)
            update platform.jobs j set state = 'Running', attempts = j.attempts + 1, leased_until = $3, leased_by = $4
            from picked p where j.id = p.id
            returning j.id, j.organization_id, j.kind, j.arguments::text, j.attempts
            """;
        await RenewAsync(ct);
        var now = clock.GetUtcNow();
        await using var batch = database.Source.CreateBatch();
        if (outcomes.Count > 0)
            batch.BatchCommands.Add(Settle(outcomes, now));
        batch.BatchCommands.Add(Sql.BatchCommand(rescue, now, Tries));
        batch.BatchCommands.Add(Sql.BatchCommand(claim, now, free, now + Lease, me));
        await using var row = await batch.ExecuteReaderAsync(ct);
        var claimed = new List<ClaimedJob>();
        while (await row.ReadAsync(ct))
            claimed.Add(new(new(row.GetGuid(0)), await row.IsDBNullAsync(1, ct) ? null : row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetInt32(4)));
        return claimed;
    }

    async Task RenewAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now < renewedAt + Lease / 3)
            return;
        renewedAt = now;
        var held = Working.Select(job => job.Id.Value).ToArray();
        if (held.Length == 0)
            return;
        await using var renew = database.Source.Command(
            "update platform.jobs set leased_until = $1 where id = any($2) and leased_by = $3 and state = 'Running'", now + Lease, held, me);
        await renew.ExecuteNonQueryAsync(ct);
    }

    protected override async Task<string?> WorkAsync(ClaimedJob item, CancellationToken ct)
    {
        if (!kinds.TryGetValue(item.Kind, out var kind))
            return $"Nobody here handles {item.Kind}."; // a newer instance may
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System(item.Kind, item.OrganizationId));
            await kind.HandleAsync(scope.ServiceProvider, item.Arguments, ct);
            return null;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogFailed(failure, item.Id.ToString(), item.Kind, item.Attempts);
            return Failed.Text(failure);
        }
    }

    NpgsqlBatchCommand Settle(IReadOnlyList<(ClaimedJob Item, string? Outcome)> outcomes, DateTimeOffset now)
    {
        const string sql = """
            update platform.jobs j set
                state = s.state, failure = s.failure, run_at = coalesce(s.run_at, j.run_at),
                finished_at = case when s.state <> 'Queued' then $1 end, leased_until = null, leased_by = null
            from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[]) s (id, state, failure, run_at)
            where j.id = s.id and j.state = 'Running' and j.leased_by = $6
            """;
        return Sql.BatchCommand(sql,
            now,
            outcomes.Select(one => one.Item.Id.Value).ToArray(),
            outcomes.Select(one => StateAfter(one.Item, one.Outcome).ToString()).ToArray(),
            outcomes.Select(one => one.Outcome).ToArray(),
            outcomes.Select(one => one.Outcome is null ? (DateTimeOffset?)null : now + Failed.Pause(one.Item.Attempts) * (1 + Random.Shared.NextDouble() / 10)).ToArray(),
            me);
    }

    static JobState StateAfter(ClaimedJob job, string? failure) =>
        failure is null ? JobState.Done : job.Attempts < Tries ? JobState.Queued : JobState.Failed;

    protected override async Task ReleaseAsync(IReadOnlyList<ClaimedJob> items, CancellationToken ct)
    {
        await using var release = database.Source.Command("""
            update platform.jobs set state = 'Queued', attempts = attempts - 1, leased_until = null, leased_by = null
            where id = any($1) and leased_by = $2 and state = 'Running'
            """,
            items.Select(job => job.Id.Value).ToArray(), me);
        await release.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} ({Kind}) failed at attempt {Attempt}")]
    partial void LogFailed(Exception failure, string job, string kind, int attempt);
}
