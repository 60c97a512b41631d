using System.Threading.RateLimiting;
using Npgsql;

namespace App.Platform.Operations;

/// <summary>
/// Limits concurrent calls through the Gate to the size of the connection pool. A burst waits here, first come, first served, so
/// a time-out when opening a connection always means that the database is unavailable, never that the pool is busy.
/// </summary>
public sealed class GateConcurrency : IDisposable
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    readonly ConcurrencyLimiter limiter;

    /// <summary>Leaves some connections to authentication, which runs outside the Gate.</summary>
    public GateConcurrency(AppDatabase database)
    {
        var pool = new NpgsqlConnectionStringBuilder(database.Source.ConnectionString).MaxPoolSize;
        limiter = new(new()
        {
            PermitLimit = Math.Max(1, pool - Math.Max(2, pool / 5)),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>Returns a permit, which is released by disposing it; null if none became free within 10 seconds.</summary>
    public async Task<IDisposable?> AcquireAsync(CancellationToken ct)
    {
        var permit = limiter.AttemptAcquire();
        if (permit.IsAcquired)
            return permit;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Timeout);
        try
        {
            permit = await limiter.AcquireAsync(cancellationToken: timeout.Token);
            return permit.IsAcquired ? permit : null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => limiter.Dispose();
}
