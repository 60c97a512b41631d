namespace App.Notifications.Parts;

/// <summary>
/// Holds how many unread notifications the member of a page has, for all badges of the page. It is counted again when the inbox
/// changes.
/// </summary>
public sealed class UnreadCount(CountUnread count, LiveUpdates live) : IDisposable
{
    IDisposable? listening;
    string? watched;

    /// <summary>Occurs when the number has changed, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Gets the number; null until it is counted.</summary>
    public int? Value { get; private set; }

    /// <summary>Counts now, and again whenever the inbox of the member changes.</summary>
    public async Task WatchAsync(OrganizationContext frame)
    {
        var subject = Inbox.SubjectOf(frame.MemberId);
        if (watched == subject)
            return;
        watched = subject;
        listening?.Dispose();
        listening = live.Listen(frame.Id, changed =>
        {
            if (changed == subject)
                _ = Task.Run(RefreshAsync);
        });
        await RefreshAsync();
    }

    async Task RefreshAsync()
    {
        var counted = await count.ExecuteAsync(new());
        if (!counted.Succeeded || counted.Value.Count == Value)
            return;
        Value = counted.Value.Count;
        Changed?.Invoke();
    }

    public void Dispose() => listening?.Dispose();
}
