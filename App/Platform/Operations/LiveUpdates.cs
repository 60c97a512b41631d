using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace App.Platform.Operations;

/// <summary>
/// Tells the open pages of this instance which records have just changed, by the subjects of committed events. The other
/// instances announce theirs. Notifications are hints: a page that misses one is up to date when it is loaded again.
/// </summary>
public sealed class LiveUpdates
{
    readonly ConcurrentDictionary<Guid, ImmutableList<Action<string>>> listeners = new();

    /// <summary>Calls the action with the TypeID of each record of the organization that changes, until it is disposed.</summary>
    /// <param name="organizationId">Id of the organization.</param>
    /// <param name="changed">Must return at once, because the request that made the change waits for it.</param>
    public IDisposable Listen(Guid organizationId, Action<string> changed)
    {
        listeners.AddOrUpdate(organizationId, [changed], (_, others) => others.Add(changed));
        return new Subscription(this, organizationId, changed);
    }

    /// <summary>Reports that a record has changed.</summary>
    /// <param name="organizationId">Id of the organization.</param>
    /// <param name="subject">TypeID of the record.</param>
    public void Notify(Guid organizationId, string subject)
    {
        foreach (var changed in listeners.GetValueOrDefault(organizationId) ?? [])
            changed(subject);
    }

    void Remove(Guid organizationId, Action<string> changed)
    {
        while (listeners.TryGetValue(organizationId, out var all))
        {
            var rest = all.Remove(changed);
            var isDone = rest.IsEmpty
                ? listeners.TryRemove(KeyValuePair.Create(organizationId, all))
                : listeners.TryUpdate(organizationId, rest, all);
            if (isDone)
                return;
        }
    }

    sealed class Subscription(LiveUpdates updates, Guid organizationId, Action<string> changed) : IDisposable
    {
        public void Dispose() => updates.Remove(organizationId, changed);
    }
}
