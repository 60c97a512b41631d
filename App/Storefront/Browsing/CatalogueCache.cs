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

    static readonly string[] Kinds = ["product.", "variant.", "stock.", "warehouse.", "order."];

    readonly MemoryCache answers = new(new MemoryCacheOptions { SizeLimit = MostAnswers });
    readonly ConcurrentDictionary<Guid, int> changes = new();
    readonly Changes heard;
    readonly TimeProvider clock;

    public CatalogueCache(Changes heard, TimeProvider clock)
    {
        (this.heard, this.clock) = (heard, clock);
        heard.Committed += Forget;
    }

    sealed record Key(Guid Organization, int Changes, object Question);

    sealed record Answer<T>(T Value, DateTimeOffset Until);

    /// <param name="organization">Whose catalogue.</param>
    /// <param name="question">A record: equal questions have equal answers.</param>
    /// <param name="look">Finds the answer where it is not known.</param>
    public async Task<T> GetAsync<T>(Guid organization, object question, Func<Task<T>> look)
    {
        var key = new Key(organization, changes.GetValueOrDefault(organization), question);
        if (answers.TryGetValue(key, out Answer<T>? known) && known!.Until > clock.GetUtcNow())
            return known.Value;
        var value = await look();
        answers.Set(key, new Answer<T>(value, clock.GetUtcNow() + Life), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Life });
        return value;
    }

    void Forget(Guid organization, IReadOnlyCollection<string> types)
    {
        if (types.Any(type => Kinds.Any(kind => type.StartsWith(kind, StringComparison.Ordinal))))
            changes.AddOrUpdate(organization, 1, (_, count) => count + 1);
    }

    public void Dispose()
    {
        heard.Committed -= Forget;
        answers.Dispose();
    }
}
