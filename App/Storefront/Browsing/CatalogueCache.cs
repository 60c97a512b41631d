using System.Collections.Concurrent;
using App.Platform;
using Microsoft.Extensions.Caching.Memory;

namespace App.Storefront;

/// <summary>
/// Answers to what all visitors of a storefront ask alike, kept for half a minute in this process. Nothing of a shopper, a customer or a
/// cart is ever in it, and nothing that is bought is decided by it. Every key begins with the organization and counts its changes: what
/// was read before a change is not found after it, not even when the reading was still on its way.
/// </summary>
public sealed class CatalogueCache : IDisposable
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(30);
    const int MostAnswers = 5000;

    static readonly string[] Kinds = ["product.", "variant.", "stock.", "warehouse.", "order.", "storefront.update", "organization.update"];

    readonly MemoryCache answers = new(new MemoryCacheOptions { SizeLimit = MostAnswers });
    readonly ConcurrentDictionary<string, int> changes = new(); // by slug
    readonly Changes heard;
    readonly TimeProvider clock;
    readonly ITimer sweep;

    public CatalogueCache(Changes heard, TimeProvider clock)
    {
        (this.heard, this.clock) = (heard, clock);
        heard.Committed += Forget;
        // By itself it drops what is past its time only while it is asked for more: a shop's busy hour would stay for the night.
        sweep = clock.CreateTimer(_ => answers.Compact(0), null, Life, Life);
    }

    sealed record Key(Guid Organization, int Changes, object Question);

    sealed record Answer<T>(T Value, DateTimeOffset Until);

    /// <summary>How often the organization of this slug has changed what visitors see, since this process started.</summary>
    public int ChangesOf(string slug) => changes.GetValueOrDefault(slug);

    /// <param name="tenant">Whose catalogue.</param>
    /// <param name="question">A record: equal questions have equal answers.</param>
    /// <param name="look">Finds the answer where it is not known.</param>
    public async Task<T> GetAsync<T>(Tenant tenant, object question, Func<Task<T>> look)
    {
        var key = new Key(tenant.Id, ChangesOf(tenant.Slug), question);
        if (answers.TryGetValue(key, out Answer<T>? known) && known!.Until > clock.GetUtcNow())
            return known.Value;
        var value = await look();
        answers.Set(key, new Answer<T>(value, clock.GetUtcNow() + Life), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Life });
        return value;
    }

    void Forget(Tenant tenant, IReadOnlyCollection<string> names)
    {
        if (names.Any(name => Kinds.Any(kind => name.StartsWith(kind, StringComparison.Ordinal))))
            changes.AddOrUpdate(tenant.Slug, 1, (_, count) => count + 1);
    }

    public void Dispose()
    {
        heard.Committed -= Forget;
        sweep.Dispose();
        answers.Dispose();
    }
}
