using System.Collections.Concurrent;

namespace App.Platform.Tokens;

/// <summary>
/// Remembers for a moment which credentials were unknown, so that repeating one costs no query. The table is bounded. A
/// credential that has just been created is never hidden: nobody can have presented its random text before.
/// </summary>
public sealed class UnknownCredentials(TimeProvider clock)
{
    /// <summary>The most entries in memory, some 2 MB.</summary>
    internal const int Most = 10_000;

    /// <summary>Short, because a sleeping credential, such as a key of a suspended organization, can wake up.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, DateTimeOffset> until = new();

    public bool Contains(string credential) =>
        until.TryGetValue(credential, out var end) && end > clock.GetUtcNow();

    public void Add(string credential)
    {
        if (until.Count >= Most)
            until.Clear(); // each entry is worth one query at most
        until[credential] = clock.GetUtcNow() + Kept;
    }

    /// <summary>Gets the number of entries in memory.</summary>
    internal int Count => until.Count;
}
