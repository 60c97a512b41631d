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

    int taken; // claimed and not yet collected; counted by the step alone, because one that ends stands in both lists above for a moment

    /// <summary>Claimed and not yet settled.</summary>
    internal int InHand => taken + unsettled.Count;

    protected IReadOnlyCollection<TItem> Working => [.. working.Keys];

    /// <summary>Writes outcomes down and takes at most so many rows that are due, under a lease: all in one round trip, or nothing of it.</summary>
    protected abstract Task<IReadOnlyList<TItem>> ExchangeAsync(IReadOnlyList<(TItem Item, TOutcome Outcome)> outcomes, int free, CancellationToken ct);

    /// <summary>The work on one. Failures are outcomes; only the end of the app may throw.</summary>
    protected abstract Task<TOutcome> WorkAsync(TItem item, CancellationToken ct);

    /// <summary>Called once for each, before its outcome is written down.</summary>
    protected virtual void Ended(TItem item, TOutcome outcome)
    {
    }

    /// <summary>Lets go of rows that the end of the app has interrupted.</summary>
    protected abstract Task ReleaseAsync(IReadOnlyList<TItem> items, CancellationToken ct);

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        CollectFinished();
        var (settled, free) = (unsettled.Count, width - taken);
        if (settled == 0 && free == 0)
            return false;
        var claimed = await ExchangeAsync(unsettled, free, ct);
        unsettled.Clear();
        taken += claimed.Count;
        foreach (var item in claimed)
        {
            var work = new Task<Task>(() => FinishAsync(item, ct)); // listed before it starts, so that it cannot end before it is listed
            working[item] = work.Unwrap();
            work.Start(TaskScheduler.Default);
        }
        return settled + claimed.Count > 0;
    }

    async Task FinishAsync(TItem item, CancellationToken ct)
    {
        var outcome = await WorkAsync(item, ct);
        finished.Enqueue((item, outcome));
        working.TryRemove(item, out _);
        Ear.Ring();
    }

    void CollectFinished()
    {
        while (unsettled.Count < Batch && finished.TryDequeue(out var one))
        {
            Ended(one.Item, one.Outcome);
            unsettled.Add(one);
            taken--;
        }
    }

    public override async Task StopAsync(CancellationToken ct)
    {
        await Task.WhenAll(working.Values).WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (CollectFinished(); unsettled.Count > 0; CollectFinished())
        {
            await ExchangeAsync(unsettled, 0, ct);
            unsettled.Clear();
        }
        if (!working.IsEmpty)
            await ReleaseAsync([.. working.Keys], ct);
    }
}
