using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace App.Storefront;

/// <summary>
/// Caches catalog queries that are the same for all visitors of a storefront, for 30 seconds, in this process. It never holds
/// data of a shopper, customer or cart, and no purchase is decided from it. Keys contain the organization and its change count,
/// so an entry read before a change is never returned after it, even if the read was still running.
/// </summary>
public sealed class CatalogCache : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    const int MaxEntries = 5000;

    readonly MemoryCache entries = new(new MemoryCacheOptions { SizeLimit = MaxEntries });
    readonly ConcurrentDictionary<string, int> changes = new(); // by slug
    readonly TimeProvider clock;
    readonly ITimer sweep;

    public CatalogCache(TimeProvider clock)
    {
        this.clock = clock;
        // MemoryCache removes expired entries only on access, so an idle shop would keep them.
        sweep = clock.CreateTimer(_ => entries.Compact(0), null, Lifetime, Lifetime);
    }

    sealed record Key(Guid Organization, int Changes, object Query);

    sealed record Entry<T>(T Value, DateTimeOffset Until);

    /// <summary>
    /// Returns how many times the catalog of the organization with this slug has changed since the process started.
    /// </summary>
    public int ChangesOf(string slug) => changes.GetValueOrDefault(slug);

    /// <summary>Returns the cached result of a query, or runs the query and caches its result.</summary>
    /// <param name="organization">Owner of the catalog.</param>
    /// <param name="query">The query, as a record with value equality.</param>
    /// <param name="load">Runs the query on a cache miss.</param>
    public async Task<T> GetAsync<T>(CurrentOrganization organization, object query, Func<Task<T>> load)
    {
        var key = new Key(organization.Id, ChangesOf(organization.Slug), query);
        if (entries.TryGetValue(key, out Entry<T>? known) && known!.Until > clock.GetUtcNow())
            return known.Value;
        var value = await load();
        var options = new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime };
        entries.Set(key, new Entry<T>(value, clock.GetUtcNow() + Lifetime), options);
        return value;
    }

    /// <summary>Drops everything that is cached for the organization with this slug.</summary>
    public void Invalidate(string slug) => changes.AddOrUpdate(slug, 1, (_, count) => count + 1);

    public void Dispose()
    {
        sweep.Dispose();
        entries.Dispose();
    }
}
