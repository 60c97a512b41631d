using System.Collections.Frozen;
using Npgsql;
using NpgsqlTypes;

namespace App.Platform.Jobs;

/// <summary>
/// Writes the security events that <see cref="SecurityLog"/> has collected, into each organization that they belong to. An
/// organization gets a limited number of rows in an hour; what exceeds it is counted in one row for each kind, without subject
/// and network. Failed sign-ins of an account are recorded among the account's own entries, too, which its owner reads.
/// </summary>
public sealed partial class SecurityEventWriter(
    SecurityLog log, IEnumerable<ISecuritySourceResolver> resolvers, OpsDatabase database, WorkNotifier notifier,
    ILogger<SecurityEventWriter> logger)
    : BackgroundLoop(notifier, 0)
{
    /// <summary>The most rows that an organization gets in an hour, apart from one for each kind.</summary>
    internal const int MostRows = 200;

    /// <summary>The most entries about failed sign-ins that an account gets in an hour.</summary>
    internal const int MostEntries = 20;
    const int Batch = 200;

    readonly FrozenDictionary<Type, ISecuritySourceResolver> bySource =
        resolvers.ToFrozenDictionary(resolver => resolver.Source);

    public override string Name => "security events";

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        var batch = log.Take(Batch);
        if (batch.Count == 0)
            return false;
        var done = 0;
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(ct);
            for (; done < batch.Count; done++)
                await TryWriteAsync(connection, batch[done], ct);
        }
        finally
        {
            log.PutBack(batch.Skip(done));
        }
        return batch.Count == Batch;
    }

    /// <summary>Writes what is left, so a deployment loses nothing.</summary>
    public override async Task StopAsync(CancellationToken ct)
    {
        while (await StepAsync(ct))
            ct.ThrowIfCancellationRequested();
    }

    async Task TryWriteAsync(NpgsqlConnection connection, PendingSecurityEvent pending, CancellationToken ct)
    {
        try
        {
            foreach (var target in await FindAsync(connection, pending.Of.Source, ct))
                if (!await WriteAsync(connection, pending, target, pending.Of.Network, MostRows, ct))
                    await WriteAsync(connection, pending, target with { Subject = null }, null, int.MaxValue, ct);
            if (pending.Of is { Kind: SecurityEventKind.FailedSignIn, Source: SecuritySource.Account account })
                await WriteEntryAsync(connection, pending, account, ct);
        }
        catch (PostgresException failure) when (!TransientFailure.Is(failure))
        {
            LogDropped(failure, pending.Of.Kind); // it would fail again and hold up all others
        }
    }

    async Task<IReadOnlyList<SecurityTarget>> FindAsync(NpgsqlConnection connection, SecuritySource source, CancellationToken ct)
    {
        if (source is SecuritySource.Organization known)
            return [new(known.Id, known.Subject)];
        return await bySource[source.GetType()].FindAsync(source, connection, ct);
    }

    /// <summary>Writes or updates a row. Returns false if the organization already has this many rows in the hour.</summary>
    static async Task<bool> WriteAsync(
        NpgsqlConnection connection, PendingSecurityEvent pending, SecurityTarget target, string? network, int most,
        CancellationToken ct)
    {
        var subject = target.Subject;
        var fold = $"{pending.Of.Kind} {subject?.Id} {network}";
        await using var write = new NpgsqlCommand("""
            insert into security_events as e (
                organization_id, id, kind, subject_kind, subject_id, subject_name, network, detail, count, first_at, last_at,
                hour, fold)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
            where exists (select from security_events where organization_id = $1 and hour = $12 and fold = $13)
               or (select count(*) from security_events where organization_id = $1 and hour = $12) < $14
            on conflict (organization_id, hour, fold) do update set
                count = least(e.count::bigint + excluded.count, 2147483647)::int,
                first_at = least(e.first_at, excluded.first_at), last_at = greatest(e.last_at, excluded.last_at),
                detail = coalesce(excluded.detail, e.detail), subject_name = excluded.subject_name
            """, connection);
        write.Parameters.Add(new() { Value = target.OrganizationId });
        write.Parameters.Add(new() { Value = Id<SecurityEvent>.New(pending.FirstAt).Value });
        write.Parameters.Add(new() { Value = pending.Of.Kind.ToString() });
        write.Parameters.Add(Text(subject?.Kind.ToString()));
        write.Parameters.Add(Text(subject?.Id));
        write.Parameters.Add(Text(subject?.Name));
        write.Parameters.Add(Text(network));
        write.Parameters.Add(Text(pending.Detail));
        write.Parameters.Add(new() { Value = pending.Count });
        write.Parameters.Add(new() { Value = pending.FirstAt });
        write.Parameters.Add(new() { Value = pending.LastAt });
        write.Parameters.Add(new() { Value = pending.Of.Hour });
        write.Parameters.Add(new() { Value = fold });
        write.Parameters.Add(new() { Value = (long)most });
        return await write.ExecuteNonQueryAsync(ct) == 1;
    }

    static async Task WriteEntryAsync(
        NpgsqlConnection connection, PendingSecurityEvent pending, SecuritySource.Account account, CancellationToken ct)
    {
        var entity = TypeId.Format("acc", account.Id);
        var fold = $"{entity} {AccountEntry.FailedSignIn} {pending.Of.Network} {pending.Of.Hour.UtcDateTime:yyyyMMddHH}";
        await using var write = new NpgsqlCommand("""
            insert into platform.account_entries (
                id, at, actor_kind, actor_id, actor_name, action, outcome, entity_id, entity_label, address, fold)
            select $1, $2, $3, 'visitor', 'visitor', $4, $5, $6, $7, $8, $9
            where (
                select count(*) from platform.account_entries
                where entity_id = $6 and action = $4 and at >= $10 and at < $10 + interval '1 hour') < $11
            on conflict (fold) where fold is not null do nothing
            """, connection);
        write.Parameters.Add(new() { Value = Guid.CreateVersion7(pending.FirstAt) });
        write.Parameters.Add(new() { Value = pending.FirstAt });
        write.Parameters.Add(new() { Value = nameof(ActorKind.System) });
        write.Parameters.Add(new() { Value = AccountEntry.FailedSignIn });
        write.Parameters.Add(new() { Value = nameof(AuditOutcome.Denied) });
        write.Parameters.Add(new() { Value = entity });
        write.Parameters.Add(new() { Value = account.Name });
        write.Parameters.Add(new() { Value = (object?)pending.Address ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Inet });
        write.Parameters.Add(new() { Value = fold });
        write.Parameters.Add(new() { Value = pending.Of.Hour });
        write.Parameters.Add(new() { Value = (long)MostEntries });
        await write.ExecuteNonQueryAsync(ct);
    }

    static NpgsqlParameter Text(string? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    [LoggerMessage(Level = LogLevel.Error, Message = "A security event of kind {Kind} could not be written and was dropped")]
    partial void LogDropped(Exception failure, SecurityEventKind kind);
}
