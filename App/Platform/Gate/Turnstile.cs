using Npgsql;

namespace App.Platform;

/// <summary>
/// Lets in as many calls at once as there are connections for them; a burst queues up here, first come, first served. So the short
/// time-out on opening a connection tells of a database that is gone, never of a queue for the pool.
/// </summary>
public sealed class Turnstile : IDisposable
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    readonly SemaphoreSlim places;

    /// <summary>A few connections are left to those who only look who knocks.</summary>
    public Turnstile(AppDatabase database)
    {
        var pool = new NpgsqlConnectionStringBuilder(database.Source.ConnectionString).MaxPoolSize;
        places = new(Math.Max(1, pool - Math.Max(2, pool / 5)));
    }

    /// <summary>A place, to be given back by disposing it; null when none came free in time.</summary>
    public async Task<IDisposable?> PassAsync(CancellationToken ct) => await places.WaitAsync(Longest, ct) ? new Place(places) : null;

    public void Dispose() => places.Dispose();

    sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
