using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace App.BulkChanges;

/// <summary>
/// Changes the records of one bulk change for a short time and then enqueues itself again, so organizations take turns. Each
/// record is changed through the Gate in the name of the member who began it: the member's permissions are checked for each one.
/// What undoing needs is stored before a record is changed, and the change has an idempotency key made of the bulk change and the
/// position. So a job that is killed continues where it was, and changes no record twice.
/// </summary>
public sealed class BulkChangeRunner(
    OpsDatabase database, BulkActions actions, IServiceScopeFactory scopes, TimeProvider clock) : IJobHandler
{
    /// <summary>A job ends after this many records, or after this time.</summary>
    const int Batch = 200;
    static readonly TimeSpan MaxRunTime = TimeSpan.FromSeconds(2);

    /// <summary>Progress is stored after this many records.</summary>
    const int Step = 20;

    sealed record Running(Guid OrganizationId, Guid Id, BulkAction Action, JsonElement? Arguments, Guid MemberId, bool IsUndo);

    sealed record Item(int Position, Guid RecordId, string? Before);

    sealed record Outcome(int Position, Problem? Problem);

    public async Task RunAsync(JobCall call, CancellationToken ct)
    {
        var ends = clock.GetUtcNow() + MaxRunTime;
        for (var taken = 0; taken < Batch && clock.GetUtcNow() < ends; taken += Step)
        {
            // read again each time, because the bulk change may have been canceled
            if (await FindAsync(call, ct) is not { } change)
                return;
            var items = await NextAsync(change, ct);
            if (items.Count == 0)
            {
                await EndAsync(change, BulkState.Finished, ct);
                return;
            }
            if (!await ChangeAsync(change, items, ct))
            {
                await EndAsync(change, BulkState.Stopped, ct);
                return;
            }
        }
        await EnqueueNextAsync(call, ct);
    }

    /// <summary>Changes these records. Returns false if the member may no longer do so.</summary>
    async Task<bool> ChangeAsync(Running change, IReadOnlyList<Item> items, CancellationToken ct)
    {
        var outcomes = new List<Outcome>();
        try
        {
            foreach (var (item, problem) in await PrepareAsync(change, items, ct))
            {
                var outcome = new Outcome(item.Position, problem ?? await ChangeAsync(change, item, ct));
                if (outcome.Problem is { Code: "unauthenticated" or "forbidden" or "second_factor_required" })
                    return false;
                if (outcome.Problem is { RetryAfter: not null })
                    throw new JobBusyException(outcome.Problem.Code); // Hangfire tries again
                outcomes.Add(outcome);
            }
        }
        finally
        {
            // the records have been changed: store that even if the app is stopping
            await StoreAsync(change, outcomes, CancellationToken.None);
        }
        return true;
    }

    /// <summary>
    /// Reads what undoing needs and stores it, before any of the records is changed. What an earlier job has stored is kept,
    /// because that job may have changed the record.
    /// </summary>
    async Task<IReadOnlyList<(Item Item, Problem? Problem)>> PrepareAsync(
        Running change, IReadOnlyList<Item> items, CancellationToken ct)
    {
        if (!change.Action.CanUndo)
            return [.. items.Select(item => (item, default(Problem)))];
        var prepared = new List<(Item Item, Problem? Problem)>();
        foreach (var item in items)
        {
            if (item.Before is not null)
            {
                prepared.Add((item, null));
                continue;
            }
            await using var scope = ScopeOf(change);
            var read = await HandlerIn(scope, change).ReadBeforeAsync(item.RecordId, ct);
            prepared.Add(read.Succeeded ? (item with { Before = read.Value }, null) : (item, read.Problem));
        }
        await StoreBeforeAsync(change, [.. prepared.Select(one => one.Item).Except(items)], ct);
        return prepared;
    }

    /// <summary>Changes one record. Returns why it could not be changed; null if it was.</summary>
    async Task<Problem?> ChangeAsync(Running change, Item item, CancellationToken ct)
    {
        await using var scope = ScopeOf(change);
        var handler = HandlerIn(scope, change);
        var call = new BulkItemCall(item.RecordId, new($"bulk-{change.Id:N}-{item.Position}"), item.Before);
        return change.IsUndo
            ? await handler.UndoAsync(call, change.Arguments, ct)
            : await handler.ApplyAsync(call, change.Arguments, ct);
    }

    /// <summary>Creates a scope in which operations run in the name of the member.</summary>
    AsyncServiceScope ScopeOf(Running change)
    {
        var scope = scopes.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        caller.Is(new Credential.OnBehalf(change.OrganizationId, change.MemberId));
        caller.Within(TypeId.Format(BulkChange.IdPrefix, change.Id));
        return scope;
    }

    static IBulkHandler HandlerIn(AsyncServiceScope scope, Running change) =>
        (IBulkHandler)scope.ServiceProvider.GetRequiredService(change.Action.Handler);

    async Task<Running?> FindAsync(JobCall call, CancellationToken ct)
    {
        await using var find = database.Source.Command($"""
            select action, arguments::text, member_id, undo_of is not null from bulk_changes
            where organization_id = $1 and id = $2 and state = '{nameof(BulkState.Running)}'
            """, call.OrganizationId!.Value, call.Subject);
        await using var row = await find.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        var action = actions.Find(row.GetString(0))
            ?? throw new UnknownJobKindException(); // an instance with newer code may know it
        JsonElement? arguments =
            await row.IsDBNullAsync(1, ct) ? null : JsonSerializer.Deserialize<JsonElement>(row.GetString(1));
        return new(call.OrganizationId.Value, call.Subject, action, arguments, row.GetGuid(2), row.GetBoolean(3));
    }

    async Task<IReadOnlyList<Item>> NextAsync(Running change, CancellationToken ct)
    {
        await using var next = database.Source.Command($"""
            select position, record_id, before::text from bulk_items
            where organization_id = $1 and bulk_change_id = $2 and state = '{nameof(BulkItemState.Waiting)}'
            order by position limit {Step}
            """, change.OrganizationId, change.Id);
        await using var row = await next.ExecuteReaderAsync(ct);
        var items = new List<Item>();
        while (await row.ReadAsync(ct))
            items.Add(new(row.GetInt32(0), row.GetGuid(1), await row.IsDBNullAsync(2, ct) ? null : row.GetString(2)));
        return items;
    }

    async Task StoreBeforeAsync(Running change, IReadOnlyList<Item> items, CancellationToken ct)
    {
        if (items.Count == 0)
            return;
        await using var store = database.Source.Command("""
            update bulk_items i set before = b.before::jsonb from unnest($3::integer[], $4::text[]) b (position, before)
            where i.organization_id = $1 and i.bulk_change_id = $2 and i.position = b.position
            """, change.OrganizationId, change.Id);
        store.Parameters.Add(new() { Value = items.Select(item => item.Position).ToArray() });
        store.Parameters.Add(TextsOf(items.Select(item => item.Before)));
        await store.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Stores the outcomes and counts them, once for each record even if two jobs report it.</summary>
    async Task StoreAsync(Running change, IReadOnlyList<Outcome> outcomes, CancellationToken ct)
    {
        if (outcomes.Count == 0)
            return;
        await using var store = database.Source.Command($"""
            with settled as (
                update bulk_items i set code = o.code, detail = o.detail, state = case when o.code is null
                    then '{nameof(BulkItemState.Done)}' else '{nameof(BulkItemState.Failed)}' end
                from unnest($3::integer[], $4::text[], $5::text[]) o (position, code, detail)
                where i.organization_id = $1 and i.bulk_change_id = $2 and i.position = o.position
                    and i.state = '{nameof(BulkItemState.Waiting)}'
                returning i.code)
            update bulk_changes set updated_at = $6,
                done = done + (select count(*) from settled where code is null),
                failed = failed + (select count(*) from settled where code is not null)
            where organization_id = $1 and id = $2
            """, change.OrganizationId, change.Id);
        store.Parameters.Add(new() { Value = outcomes.Select(outcome => outcome.Position).ToArray() });
        store.Parameters.Add(TextsOf(outcomes.Select(outcome => outcome.Problem?.Code)));
        store.Parameters.Add(TextsOf(outcomes.Select(outcome => outcome.Problem?.Detail)));
        store.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await store.ExecuteNonQueryAsync(ct);
    }

    static NpgsqlParameter TextsOf(IEnumerable<string?> texts) =>
        new() { Value = texts.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    async Task EndAsync(Running change, BulkState state, CancellationToken ct)
    {
        await using var end = database.Source.Command($"""
            update bulk_changes set state = $3, ended_at = $4, updated_at = $4
            where organization_id = $1 and id = $2 and state = '{nameof(BulkState.Running)}'
            """, change.OrganizationId, change.Id, state.ToString(), clock.GetUtcNow());
        await end.ExecuteNonQueryAsync(ct);
    }

    async Task EnqueueNextAsync(JobCall call, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await JobQueue.EnqueueAsync(connection, [new(BulkChangeJobs.Run, call.OrganizationId, call.Subject)], ct);
    }
}
