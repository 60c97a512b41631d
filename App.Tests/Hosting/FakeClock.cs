namespace App.Tests;

/// <summary>
/// A clock that only moves when a test advances it. Timers and delays created from it fire when it passes their due time.
/// </summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    readonly Lock gate = new();
    readonly List<Timer> timers = [];
    DateTimeOffset now = start;

    public FakeClock() : this(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)) { }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Number of timers that are waiting. A test waits for one before it advances the clock.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
                return timers.Count;
        }
    }

    /// <summary>Advances the clock and fires the timers that become due, in order.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (true)
        {
            Timer? due;
            lock (gate)
            {
                due = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
                now = due is null ? end : due.Due > now ? due.Due : now;
                due?.Next();
            }
            if (due is null)
                return;
            due.Fire();
        }
    }

    sealed class Timer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan period;

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                this.period = period;
                Due = dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : clock.now + dueTime;
                if (Due != DateTimeOffset.MaxValue)
                    clock.timers.Add(this);
            }
            return true;
        }

        public void Next()
        {
            if (period > TimeSpan.Zero)
                Due += period;
            else
                clock.timers.Remove(this);
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
