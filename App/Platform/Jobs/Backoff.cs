namespace App.Platform.Jobs;

/// <summary>
/// Defines the delays between attempts. Everything that retries has one: loops, the relay, jobs, emails and webhooks.
/// </summary>
public sealed class Backoff
{
    readonly Func<int, TimeSpan> delay;

    Backoff(int? retries, Func<int, TimeSpan> delay)
    {
        Retries = retries;
        this.delay = delay;
    }

    /// <summary>Is the backoff of loops that wait for the database: 250 ms longer each time, up to two seconds.</summary>
    public static readonly Backoff OfLoops = Growing(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(2));

    /// <summary>Gets the number of retries after the first attempt; null if there is no limit.</summary>
    public int? Retries { get; }

    /// <summary>Gets the number of all attempts; null if there is no limit.</summary>
    public int? Attempts => Retries + 1;

    /// <summary>Gets the delays in order. Throws an <see cref="InvalidOperationException"/> if there is no limit.</summary>
    public IReadOnlyList<TimeSpan> Delays =>
        [.. Enumerable.Range(1, Retries ?? throw new InvalidOperationException("The delays never end.")).Select(delay)];

    /// <summary>Waits for each of these delays in turn, and gives up after the last one.</summary>
    public static Backoff Of(params IReadOnlyList<TimeSpan> delays) => new(delays.Count, failures => delays[failures - 1]);

    /// <summary>Waits twice as long each time, up to a limit, and gives up after a number of retries.</summary>
    public static Backoff Doubling(TimeSpan first, TimeSpan longest, int retries) =>
        new(retries, failures => Shorter(first * Math.Pow(2, Math.Min(failures - 1, 30)), longest));

    /// <summary>Waits longer by the same step each time, up to a limit, and never gives up.</summary>
    public static Backoff Growing(TimeSpan step, TimeSpan longest) =>
        new(null, failures => Shorter(step * failures, longest));

    /// <summary>Returns the delay before the next attempt; null if there is none.</summary>
    /// <param name="failures">Failed attempts so far, at least 1.</param>
    public TimeSpan? After(int failures) => failures > Retries ? null : delay(failures);

    /// <summary>Waits before the next attempt. Returns early, without an exception, when it is canceled.</summary>
    /// <param name="failures">Failed attempts so far, at least 1.</param>
    /// <param name="clock">Clock that measures the delay.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task WaitAsync(int failures, TimeProvider clock, CancellationToken ct) =>
        await Task.Delay(After(failures) ?? TimeSpan.Zero, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
