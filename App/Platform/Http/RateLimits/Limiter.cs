using System.Collections.Concurrent;
using System.Net;

namespace App.Platform.Http;

/// <summary>
/// Counts requests against the rate limits, in the memory of this instance. <c>STOCKADE_LIMITS=relaxed</c>, for load tests,
/// multiplies every quota by 10,000 and changes nothing else; Production refuses to start with it. The number of counted callers
/// is bounded: if strangers fill the table, the callers that were seen least recently are forgotten first.
/// </summary>
public sealed class Limiter(IConfiguration configuration, TimeProvider clock)
{
    /// <summary>The most windows in memory, some 40 MB.</summary>
    internal const int Most = 100_000;

    readonly int factor = LimitFactor.Of(configuration);
    readonly ConcurrentDictionary<(Limit Limit, string Caller), Window> windows = new();
    long swept;
    int added;

    /// <summary>Uses one request of a caller's quota.</summary>
    internal Quota Take(Limit limit, string caller) => Find(limit, caller).Take(Now());

    /// <summary>Returns a caller's quota without using any of it.</summary>
    internal Quota Look(Limit limit, string caller)
    {
        var quota = Find(limit, caller).Take(Now(), 0);
        return quota with { Allowed = quota.Remaining > 0 };
    }

    /// <summary>Returns the quota of the limit, multiplied if the limits are relaxed.</summary>
    internal int QuotaOf(Limit limit) => Relaxed(limit.Quota);

    /// <summary>Returns the number, multiplied if the limits are relaxed.</summary>
    internal int Relaxed(int quota) => quota * factor;

    /// <summary>Gets the number of windows in memory.</summary>
    internal int Count => windows.Count;

    /// <summary>
    /// Returns the key under which an IP address is counted. IPv6 addresses are counted per /64, because a client usually
    /// controls all of it.
    /// </summary>
    public static string Of(IPAddress? address) => Caller.NetworkOf(address);

    long Now() => clock.GetUtcNow().ToUnixTimeSeconds();

    Window Find(Limit limit, string caller)
    {
        Sweep(Now());
        if (windows.TryGetValue((limit, caller), out var known))
            return known;
        if (Interlocked.Increment(ref added) % (Most / 10) == 0 && windows.Count >= Most)
            Forget();
        return windows.GetOrAdd((limit, caller), _ => new Window(QuotaOf(limit), limit.Window));
    }

    /// <summary>
    /// Removes windows that have been idle for their whole length. Runs at most once a minute, as part of a request.
    /// </summary>
    void Sweep(long now)
    {
        var last = Volatile.Read(ref swept);
        if (now - last < 60 || Interlocked.CompareExchange(ref swept, now, last) != last)
            return;
        foreach (var (key, window) in windows)
            if (now - window.LastSeen > key.Limit.Window)
                windows.TryRemove(new(key, window));
    }

    /// <summary>
    /// Removes a fifth of the windows, those seen least recently. It is called once for a tenth of the table, so the table stays
    /// within a tenth of <see cref="Most"/>, and sorting it costs little for each new caller.
    /// </summary>
    void Forget()
    {
        foreach (var (key, window) in windows.OrderBy(entry => entry.Value.LastSeen).Take(Most / 5))
            windows.TryRemove(new(key, window));
    }
}
