using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace App.Platform;

/// <summary>
/// Counts for this instance, in memory. <c>STOCKADE_LIMITS=relaxed</c>, for load tests, multiplies every quota by 10,000 and changes
/// nothing else; Production refuses to start with it.
/// </summary>
public sealed class Limiter(IConfiguration configuration, TimeProvider clock)
{
    readonly int factor = configuration["STOCKADE_LIMITS"] == "relaxed" ? 10_000 : 1;
    readonly ConcurrentDictionary<(Limit Limit, string Who), Window> windows = new();
    long swept;

    /// <summary>Uses up one of a caller's quota.</summary>
    internal Quota Take(Limit limit, string who) => Find(limit, who).Take(Now());

    /// <summary>Whether anything is left, without using it up.</summary>
    internal Quota Look(Limit limit, string who) => Find(limit, who).Take(Now(), 0) is var quota ? quota with { Allowed = quota.Remaining > 0 } : default;

    /// <summary>What the limit amounts to here.</summary>
    internal int QuotaOf(Limit limit) => limit.Quota * factor;

    /// <summary>Callers on record.</summary>
    internal int Count => windows.Count;

    /// <summary>An address counts for itself, an IPv6 one for its /64: who has one has them all.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is not { AddressFamily: AddressFamily.InterNetworkV6 } ? address?.ToString() ?? "" : Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8));
    }

    long Now() => clock.GetUtcNow().ToUnixTimeSeconds();

    Window Find(Limit limit, string who)
    {
        Sweep(Now());
        return windows.GetOrAdd((limit, who), _ => new Window(QuotaOf(limit), limit.Window));
    }

    /// <summary>Once a minute, whoever comes by throws out what has been idle for a whole window.</summary>
    void Sweep(long now)
    {
        var last = Volatile.Read(ref swept);
        if (now - last < 60 || Interlocked.CompareExchange(ref swept, now, last) != last)
            return;
        foreach (var (key, window) in windows)
            if (now - window.LastSeen > key.Limit.Window)
                windows.TryRemove(new(key, window));
    }
}
