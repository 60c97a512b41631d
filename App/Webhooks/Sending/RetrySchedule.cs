namespace App.Webhooks;

/// <summary>
/// Defines when a delivery is attempted: immediately, then after growing gaps. Texts for people take the schedule from
/// <see cref="Describe"/> and <see cref="DescribeTotal"/>.
/// </summary>
public static class RetrySchedule
{
    static readonly Backoff Retry = Backoff.Of(
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24));

    /// <summary>Gets the gaps after the first attempt, the second attempt, and so on.</summary>
    public static IReadOnlyList<TimeSpan> Gaps => Retry.Delays;

    /// <summary>A gap varies by this share either way, so deliveries that failed together are not retried together.</summary>
    const double Jitter = 0.1;

    public static int Attempts => Gaps.Count + 1;

    /// <summary>Gets the time from the first attempt to the last, without jitter.</summary>
    public static TimeSpan Total => Gaps.Aggregate(TimeSpan.Zero, (sum, gap) => sum + gap);

    /// <summary>Returns the schedule as a sentence.</summary>
    public static string Describe()
    {
        var gaps = Gaps.Select(TextOf).ToArray();
        var list = $"{string.Join(", ", gaps[..^1])} and {gaps[^1]}";
        return $"The first attempt is immediate; retries follow after {list} (±{100 * Jitter:0}%).";
    }

    /// <summary>Returns <see cref="Total"/> in words, such as "about 3 days".</summary>
    public static string DescribeTotal() => $"about {Math.Round(Total.TotalDays):0} days";

    /// <summary>Returns the time to wait before the next attempt; null if there is none.</summary>
    /// <param name="attempts">The number of attempts made, at least one.</param>
    /// <param name="wished">The Retry-After of the receiver. It is respected up to twice the gap.</param>
    /// <param name="jitter">A random number from 0 to 1.</param>
    public static TimeSpan? After(int attempts, TimeSpan? wished, double jitter)
    {
        if (Retry.After(attempts) is not { } gap)
            return null;
        var pause = gap * (1 - Jitter + 2 * Jitter * jitter);
        if (wished is not { } wish)
            return pause;
        var limited = wish < gap * 2 ? wish : gap * 2;
        return limited > pause ? limited : pause;
    }

    static string TextOf(TimeSpan gap)
    {
        if (gap < TimeSpan.FromMinutes(1))
            return $"{gap.TotalSeconds:0}\u00A0s";
        return gap < TimeSpan.FromHours(1) ? $"{gap.TotalMinutes:0}\u00A0min" : $"{gap.TotalHours:0}\u00A0h";
    }
}
