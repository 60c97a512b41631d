using System.Collections.Concurrent;

namespace App.Platform.Jobs;

/// <summary>
/// Claims rows under a lease, processes many concurrently and records their outcomes in batches. If the process dies, its leases
/// expire and another instance claims the rows, so each row is processed at least once.
/// </summary>
/// <typeparam name="TItem">A claimed row.</typeparam>
/// <typeparam name="TOutcome">Result of processing it.</typeparam>
public abstract class LeasedWorker<TItem, TOutcome>(WorkNotifier notifier, WorkKinds kinds, int width)
    : BackgroundLoop(notifier, kinds) where TItem : class
{
    const int Batch = 200;

    /// <summary>A busy worker claims in at least one of this many exchanges.</summary>
    const int ExchangesPerClaim = 4;

    readonly ConcurrentQueue<(TItem Item, TOutcome Outcome)> finished = new();
    readonly List<(TItem Item, TOutcome Outcome)> unsettled = []; // kept while the database is unavailable
    readonly ConcurrentDictionary<TItem, Task> working = new(ReferenceEqualityComparer.Instance); // by identity, not by value

    int exchangesSinceClaim, settledSinceClaim;
    int taken; // claimed and not yet collected; a finished item is briefly in two lists, so their counts do not give this number

    /// <summary>Gets the number of items claimed and not yet settled.</summary>
    internal int InProgress => taken + unsettled.Count;

    protected IReadOnlyCollection<TItem> Working => [.. working.Keys];

    /// <summary>
    /// Records outcomes and claims at most <paramref name="free"/> due rows, in one atomic round trip. It claims nothing if
    /// <paramref name="free"/> is 0.
    /// </summary>
    protected abstract Task<IReadOnlyList<TItem>> ExchangeAsync(
        IReadOnlyList<(TItem Item, TOutcome Outcome)> outcomes, int free, CancellationToken ct);

    /// <summary>Processes one item. Failures are outcomes; it may throw only when the app stops.</summary>
    protected abstract Task<TOutcome> WorkAsync(TItem item, CancellationToken ct);

    /// <summary>Runs once per item, before its outcome is recorded.</summary>
    protected virtual void Ended(TItem item, TOutcome outcome)
    {
    }

    /// <summary>Releases rows whose processing was interrupted because the app stops.</summary>
    protected abstract Task ReleaseAsync(IReadOnlyList<TItem> items, CancellationToken ct);

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        CollectFinished();
        var settled = unsettled.Count;
        var free = width - taken;
        if (settled == 0 && free == 0)
            return false;
        var claimed = await ExchangeAsync(unsettled, IsClaimWorthwhile(settled) ? free : 0, ct);
        unsettled.Clear();
        taken += claimed.Count;
        foreach (var item in claimed)
        {
            // registered before it starts, so it cannot finish before it is registered
            var work = new Task<Task>(() => FinishAsync(item, ct));
            working[item] = work.Unwrap();
            work.Start(TaskScheduler.Default);
        }
        return settled + claimed.Count > 0;
    }

    /// <summary>
    /// Returns whether to claim in this exchange. A claim costs about as much for one row as for hundreds, so a busy worker
    /// claims when a quarter of its places, or half of its work, has ended since the last claim. If there is nothing to record,
    /// it claims.
    /// </summary>
    bool IsClaimWorthwhile(int settled)
    {
        settledSinceClaim += settled;
        exchangesSinceClaim++;
        var isBusy = settled > 0 && settledSinceClaim < Math.Min(width / 4, working.Count);
        if (isBusy && exchangesSinceClaim < ExchangesPerClaim)
            return false;
        (settledSinceClaim, exchangesSinceClaim) = (0, 0);
        return true;
    }

    async Task FinishAsync(TItem item, CancellationToken ct)
    {
        var outcome = await WorkAsync(item, ct);
        finished.Enqueue((item, outcome));
        working.TryRemove(item, out _);
        Listener.Notify();
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
