using System.Net;
using System.Net.Sockets;

namespace App.Platform.Operations;

/// <summary>
/// Collects security events in memory, folded, until a background loop writes them. Adding one costs no query and cannot fail.
/// The memory is bounded: when it is full, further events of new subjects or networks are dropped, so strangers can neither fill
/// the database nor the memory. What was not written when the process dies is lost.
/// </summary>
public sealed class SecurityLog(TimeProvider clock)
{
    /// <summary>The most folded events in memory, some 4 MB.</summary>
    internal const int Most = 10_000;

    /// <summary>The longest detail, in characters; longer ones are cut.</summary>
    internal const int LongestDetail = 100;

    readonly Lock gate = new();
    readonly Dictionary<PendingSecurityEvent.Key, PendingSecurityEvent> pending = [];

    /// <summary>Adds an event.</summary>
    /// <param name="source">The source; null if it concerns no organization, which records nothing.</param>
    /// <param name="address">The client's IP address; null if it is unknown.</param>
    /// <param name="detail">What was refused: an action, a limit or an origin. Never a secret.</param>
    public void Add(SecurityEventKind kind, SecuritySource? source, IPAddress? address, string? detail = null)
    {
        if (source is null)
            return;
        var now = clock.GetUtcNow();
        Merge(new(new(kind, source, NetworkOf(address), HourOf(now)), address, Shown(detail), 1, now, now));
    }

    /// <summary>Gets the number of folded events in memory.</summary>
    internal int Count
    {
        get
        {
            lock (gate)
                return pending.Count;
        }
    }

    /// <summary>Removes and returns some of the events.</summary>
    internal IReadOnlyList<PendingSecurityEvent> Take(int most)
    {
        lock (gate)
        {
            var taken = pending.Values.Take(most).ToList();
            taken.ForEach(one => pending.Remove(one.Of));
            return taken;
        }
    }

    /// <summary>Puts events back that could not be written.</summary>
    internal void PutBack(IEnumerable<PendingSecurityEvent> unwritten)
    {
        foreach (var one in unwritten)
            Merge(one);
    }

    void Merge(PendingSecurityEvent one)
    {
        lock (gate)
        {
            if (pending.TryGetValue(one.Of, out var known))
                pending[one.Of] = known.Plus(one);
            else if (pending.Count < Most)
                pending.Add(one.Of, one);
        }
    }

    static DateTimeOffset HourOf(DateTimeOffset now) => new(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero);

    /// <summary>Returns the network that <see cref="Caller.NetworkOf"/> tells clients apart by, as people write it.</summary>
    static string? NetworkOf(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? $"{new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]])}/64"
            : address?.ToString();
    }

    static string? Shown(string? detail)
    {
        var clean = string.Concat((detail ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestDetail));
        return clean.Length == 0 ? null : clean;
    }
}

/// <summary>Holds folded events that were not written yet.</summary>
/// <param name="Address">The last client's IP address.</param>
sealed record PendingSecurityEvent(
    PendingSecurityEvent.Key Of, IPAddress? Address, string? Detail, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt)
{
    /// <summary>Says which events are folded.</summary>
    public sealed record Key(SecurityEventKind Kind, SecuritySource Source, string? Network, DateTimeOffset Hour);

    public PendingSecurityEvent Plus(PendingSecurityEvent later) => later with
    {
        Detail = later.Detail ?? Detail,
        Count = Count + later.Count,
        FirstAt = FirstAt < later.FirstAt ? FirstAt : later.FirstAt,
        LastAt = LastAt > later.LastAt ? LastAt : later.LastAt,
    };
}
