namespace App.Platform;

/// <summary>
/// Gives memory back when the busy hour is over. The collector runs when something is allocated: a process that nobody asks for
/// anything keeps the garbage of its last requests, and of pages that were closed, for as long as it lives. A full collection stops everything for
/// a moment, so it waits until nothing goes on.
/// </summary>
public sealed partial class Tidying(TimeProvider clock, ILogger<Tidying> log) : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    readonly Quiet quiet = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            if (quiet.Has(GC.GetTotalAllocatedBytes()))
                Tidy();
    }

    void Tidy()
    {
        var before = Environment.WorkingSet;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.Trim();
        LogTidied((before - Environment.WorkingSet) >> 20, GC.GetTotalPauseDuration().TotalMilliseconds);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Gave back {Megabytes} MB; {Pauses} ms of pauses so far")]
    partial void LogTidied(long megabytes, double pauses);
}

/// <summary>When to tidy, by what has been allocated: the house's own loops take a hundred kilobytes in five seconds, a page some megabytes.</summary>
sealed class Quiet
{
    const long Little = 1 << 20;
    const int Spell = 3;

    long last;
    int calm;
    bool wasBusy;

    /// <summary>Asked every five seconds: whether a quarter of a minute has been quiet, for the first time since something went on.</summary>
    /// <param name="allocated">Bytes, since the process began.</param>
    public bool Has(long allocated)
    {
        var since = allocated - last;
        last = allocated;
        if (since > Little)
        {
            (wasBusy, calm) = (true, 0);
            return false;
        }
        if (!wasBusy || ++calm < Spell)
            return false;
        wasBusy = false;
        return true;
    }
}
