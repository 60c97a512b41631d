using System.Collections.Concurrent;

namespace App.Platform;

/// <summary>
/// A loop that claims rows for a while (a lease), works on many at once and settles them in batches. A process that dies takes its
/// leases with it; when they run out, another claims the rows. So each row is worked on at least once.
/// </summary>
/// <typeparam name="TItem">What was claimed.</typeparam>
/// <typeparam name="TOutcome">What came of it.</typeparam>
public abstract class Pump<TItem, TOutcome>(OutboxBell bell, Ring hears, int width) : Loop(bell, hears) where TItem : class
{
    const int Batch = 200;

    readonly ConcurrentQueue<(TItem Item, TOutcome Outcome)> finished = new();
    readonly List<(TItem Item, TOutcome Outcome)> unsettled = []; // kept while the database is away
    readonly ConcurrentDictionary<TItem, Task> working = new(ReferenceEqualityComparer.Instance); // by what was claimed, not by all that it says

    /// <summary>Claimed and not yet settled.</summary>
    internal int InHand => working.Count + finished.Count + unsettled.Count;

    protected IReadOnlyCollection<TItem> Working => [.. working.Keys];

    /// <summary>Takes at most so many rows that are due, under a lease.</summary>
    protected abstract Task<IReadOnlyList<TItem>> ClaimAsync(int free, CancellationToken ct);

    /// <summary>The work on one. Failures are outcomes; only the end of the app may throw.</summary>
    protected abstract Task<TOutcome> WorkAsync(TItem item, CancellationToken ct);

    /// <summary>Writes outcomes down, in one round trip.</summary>
    protected abstract Task SettleAsync(IReadOnlyList<(TItem Item, TOutcome Outcome)> outcomes, CancellationToken ct);

    /// <summary>Lets go of rows that the end of the app has interrupted.</summary>
    protected abstract Task ReleaseAsync(IReadOnlyList<TItem> items, CancellationToken ct);

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        var settled = await SettleFinishedAsync(ct);
        var free = width - InHand;
        var claimed = free > 0 ? await ClaimAsync(free, ct) : [];
        foreach (var item in claimed)
        {
            var work = new Task<Task>(() => FinishAsync(item, ct)); // listed before it starts, so that it cannot end before it is listed
            working[item] = work.Unwrap();
            work.Start(TaskScheduler.Default);
        }
        return settled || claimed.Count > 0;
    }

    async Task FinishAsync(TItem item, CancellationToken ct)
    {
        var outcome = await WorkAsync(item, ct);
        finished.Enqueue((item, outcome));
        working.TryRemove(item, out _);
        Ear.Ring();
    }

    async Task<bool> SettleFinishedAsync(CancellationToken ct)
    {
        while (unsettled.Count < Batch && finished.TryDequeue(out var one))
            unsettled.Add(one);
        if (unsettled.Count == 0)
            return false;
        await SettleAsync(unsettled, ct);
        unsettled.Clear();
        return true;
    }

    public override async Task StopAsync(CancellationToken ct)
    {
        await Task.WhenAll(working.Values).WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (await SettleFinishedAsync(ct))
        {
        }
        if (!working.IsEmpty)
            await ReleaseAsync([.. working.Keys], ct);
    }
}
