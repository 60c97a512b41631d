using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Platform;

/// <summary>
/// Step five of the Gate: once. The claim is a row of the operation's own transaction; a duplicate waits on it for at most five
/// seconds, then replays the receipt, or takes over when the first was rolled back. Only success is stored.
/// </summary>
sealed class Receipts(Pass pass, Gated operation)
{
    public async Task<(Problem? Refused, Result<TResult>? Replay)> ClaimAsync<TRequest, TResult>(IdempotencyKey key, TRequest request, CancellationToken ct)
    {
        var hash = IdempotencyReceipt.HashOf(request);
        var (organization, now, expired) = (pass.Organization.Id, pass.Now, pass.Now - IdempotencyReceipt.Kept);
        try
        {
            var claimed = await pass.Db.Database.ExecuteSqlAsync($"""
                select set_config('lock_timeout', '5s', true);
                insert into idempotency_receipts as r (organization_id, actor_id, action, key, request_hash, created_at)
                values ({organization}, {pass.Actor.Id}, {operation.Action}, {key.Value}, {hash}, {now})
                on conflict (organization_id, actor_id, action, key) do update set request_hash = excluded.request_hash, response = null, created_at = excluded.created_at
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

        var (actorId, action) = (pass.Actor.Id, operation.Action);
        var receipt = await pass.Db.Set<IdempotencyReceipt>().AsNoTracking()
            .SingleAsync(row => row.ActorId == actorId && row.Action == action && row.Key == key.Value, ct);
        if (!receipt.RequestHash.AsSpan().SequenceEqual(hash))
            return (Problem.KeyReused, null);
        return (null, Result<TResult>.Replay(JsonSerializer.Deserialize<TResult>(receipt.Response!, Json.Options)!));
    }

    /// <summary>Goes with what the operation saves.</summary>
    public void Store<TResult>(IdempotencyKey key, TResult result)
    {
        var stored = result is IShownOnce secret ? secret.WithoutSecret() : result!;
        var claimed = pass.Db.Attach(IdempotencyReceipt.Claimed(pass.Organization.Id, pass.Actor.Id, operation.Action, key));
        claimed.Property(row => row.Response).CurrentValue = JsonSerializer.Serialize(stored, stored.GetType(), Json.Options);
    }
}
