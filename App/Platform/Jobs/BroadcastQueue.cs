using System.Threading.Channels;

namespace App.Platform.Jobs;

/// <summary>Names a committed event that instances announce to each other.</summary>
public sealed record AnnouncedEvent(Guid OrganizationId, Guid EventId);

/// <summary>
/// Holds the events that this instance will announce to the others, and those that the others have announced. It is only in
/// memory. When a queue is full, the oldest event is dropped, for example while notifications are interrupted.
/// </summary>
public sealed class BroadcastQueue(WorkNotifier notifier)
{
    const int Capacity = 1000;

    readonly Channel<AnnouncedEvent> toSend = Create<AnnouncedEvent>();
    readonly Channel<AnnouncedEvent> received = Create<AnnouncedEvent>();
    readonly Channel<ChangedRecord> changed = Create<ChangedRecord>();

    /// <summary>Queues an event for <see cref="PostgresNotifications"/>, which announces it to the other instances.</summary>
    public void Send(AnnouncedEvent announced) => toSend.Writer.TryWrite(announced);

    /// <summary>Queues a changed record, to be announced as well.</summary>
    public void SendChanged(ChangedRecord record) => changed.Writer.TryWrite(record);

    /// <summary>Removes and returns the oldest changed records to announce, at most as many as given.</summary>
    public IReadOnlyList<ChangedRecord> TakeChanged(int most) => Take(changed, most);

    /// <summary>Queues events that another instance has announced, and wakes the loop that handles them.</summary>
    public void Receive(IEnumerable<AnnouncedEvent> announced)
    {
        foreach (var one in announced)
            received.Writer.TryWrite(one);
        notifier.NotifyFromElsewhere(WorkKinds.Broadcast);
    }

    /// <summary>Removes and returns the oldest events to announce, at most as many as given.</summary>
    public IReadOnlyList<AnnouncedEvent> TakeToSend(int most) => Take(toSend, most);

    /// <summary>Removes and returns the oldest events that were announced, at most as many as given.</summary>
    public IReadOnlyList<AnnouncedEvent> TakeReceived(int most) => Take(received, most);

    static Channel<T> Create<T>() => Channel.CreateBounded<T>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });

    static List<T> Take<T>(Channel<T> queue, int most)
    {
        var taken = new List<T>();
        while (taken.Count < most && queue.Reader.TryRead(out var one))
            taken.Add(one);
        return taken;
    }
}
