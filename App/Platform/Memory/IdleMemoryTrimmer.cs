namespace App.Platform.Memory;

/// <summary>
/// Returns memory to the operating system when the app is idle. The garbage collector runs on allocation, so an idle process
/// would keep the garbage of its last requests and closed pages. A full collection pauses everything, so it runs only when
/// nothing else does.
/// </summary>
public sealed partial class IdleMemoryTrimmer(TimeProvider clock, ILogger<IdleMemoryTrimmer> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    readonly IdleDetector idle = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            if (idle.IsIdle(GC.GetTotalAllocatedBytes()))
                Trim();
    }

    void Trim()
    {
        var before = Environment.WorkingSet;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.Trim();
        LogTrimmed((before - Environment.WorkingSet) >> 20, GC.GetTotalPauseDuration().TotalMilliseconds);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Released {Megabytes} MB; {Pauses} ms of garbage collection pauses so far")]
    partial void LogTrimmed(long megabytes, double pauses);
}

/// <summary>
/// Detects an idle process by its allocations: background loops allocate about 100 KB in five seconds, a page several megabytes.
/// </summary>
sealed class IdleDetector
{
    const long IdleBytes = 1 << 20;
    const int IdleIntervals = 3;

    long last;
    int idleIntervals;
    bool wasBusy;

    /// <summary>Returns true once per idle period, after 15 idle seconds. It must be called every five seconds.</summary>
    /// <param name="allocated">Bytes allocated since the process started.</param>
    public bool IsIdle(long allocated)
    {
        var since = allocated - last;
        last = allocated;
        if (since > IdleBytes)
        {
            wasBusy = true;
            idleIntervals = 0;
            return false;
        }
        if (!wasBusy || ++idleIntervals < IdleIntervals)
            return false;
        wasBusy = false;
        return true;
    }
}
