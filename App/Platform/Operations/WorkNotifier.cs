using System.Diagnostics.CodeAnalysis;

namespace App.Platform.Operations;

/// <summary>
/// Lists the kinds of work that a commit can create. Each background loop subscribes to the kinds it processes.
/// </summary>
[Flags]
public enum WorkKinds { Events = 1, Relayed = 4, Email = 8, Broadcast = 16 }

/// <summary>
/// Wakes background loops when a commit has created work for them. Notifications are hints and are coalesced;
/// <see cref="PostgresNotifications"/> forwards them to the other instances, and polling finds work whose hint was lost.
/// </summary>
public sealed class WorkNotifier
{
    readonly Lock gate = new();
    WorkListener[] listeners = [];

    /// <summary>Reports that a commit of this process created work.</summary>
    public void Notify(WorkKinds kinds) => Notify(kinds, remote: false);

    /// <summary>Reports that another instance has created work. The notification is not forwarded again.</summary>
    public void NotifyFromElsewhere(WorkKinds kinds) => Notify(kinds, remote: true);

    void Notify(WorkKinds kinds, bool remote)
    {
        foreach (var listener in Volatile.Read(ref listeners))
            if ((listener.Kinds & kinds) != 0 && !(remote && listener.OnlyLocal))
                listener.Notify();
    }

    /// <summary>Subscribes to notifications.</summary>
    /// <param name="kinds">Kinds of work to be notified of.</param>
    /// <param name="onlyLocal">Ignores notifications that came from other instances.</param>
    public WorkListener Listen(WorkKinds kinds, bool onlyLocal = false)
    {
        var listener = new WorkListener(kinds, onlyLocal);
        lock (gate)
            listeners = [.. listeners, listener];
        return listener;
    }
}

/// <summary>Represents a subscription to <see cref="WorkNotifier"/> that one background loop waits on.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore needs disposal only if its wait handle is used.")]
public sealed class WorkListener(WorkKinds kinds, bool onlyLocal)
{
    readonly SemaphoreSlim signal = new(0, 1);

    internal WorkKinds Kinds => kinds;
    internal bool OnlyLocal => onlyLocal;

    public void Notify()
    {
        if (signal.CurrentCount > 0)
            return; // A notification is already pending.
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another thread notified first.
        }
    }

    /// <summary>Waits for a notification. Returns true when notified, false when <paramref name="longest"/> has passed.</summary>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken ct) => signal.WaitAsync(longest, ct);
}
