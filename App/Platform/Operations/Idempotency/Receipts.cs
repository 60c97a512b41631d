using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Platform.Operations;

/// <summary>
/// Ensures that the Gate runs a request with an idempotency key only once. The claim is a row in the operation's transaction. A
/// duplicate waits for it at most five seconds, then replays the receipt, or runs if the first request was rolled back. Only
/// success is stored.
/// </summary>
sealed class Receipts(OperationContext context, OperationBase operation)
{
    public async Task<(Problem? Refused, Result<TResult>? Replay)> ClaimAsync<TRequest, TResult>(
        IdempotencyKey key, TRequest request, CancellationToken ct)
    {
        var hash = IdempotencyReceipt.HashOf(request);
        var actorId = context.Actor.Id;
        var action = operation.Action;
        var expired = context.Now - IdempotencyReceipt.Kept;
        try
        {
            var claimed = await context.Db.Database.ExecuteSqlAsync($"""
                select set_config('lock_timeout', '5s', true);
                insert into idempotency_receipts as r (organization_id, actor_id, action, key, request_hash, created_at)
                values ({context.Organization.Id}, {actorId}, {action}, {key.Value}, {hash}, {context.Now})
                on conflict (organization_id, actor_id, action, key) do update
                set request_hash = excluded.request_hash, response = null, created_at = excluded.created_at
                where r.created_at <= {expired};
                select set_config('lock_timeout', '0', true)
                """, ct);
            if (claimed == 1)
                return (null, null);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return (Problem.InFlight, null);
        }

        var receipt = await context.Db.Set<IdempotencyReceipt>().AsNoTracking()
            .SingleAsync(row => row.ActorId == actorId && row.Action == action && row.Key == key.Value, ct);
        if (!receipt.RequestHash.AsSpan().SequenceEqual(hash))
            return (Problem.KeyReused, null);
        return (null, Result<TResult>.Replay(JsonSerializer.Deserialize<TResult>(receipt.Response!, Json.Options)!));
    }

    /// <summary>Stores the result of a claimed request together with the operation's changes.</summary>
    public void Store<TResult>(IdempotencyKey key, TResult result)
    {
        var stored = result is IShownOnce secret ? secret.WithoutSecret() : result!;
        var receipt = context.Db.Attach(
            IdempotencyReceipt.Claimed(context.Organization.Id, context.Actor.Id, operation.Action, key));
        receipt.Property(row => row.Response).CurrentValue = JsonSerializer.Serialize(stored, stored.GetType(), Json.Options);
    }
}
