namespace App.Webhooks;

/// <summary>When a delivery is tried: at once, then after growing gaps, ten times in some 75 hours.</summary>
public static class RetrySchedule
{
    /// <summary>The gap after the first attempt, the second and so on.</summary>
    public static readonly IReadOnlyList<TimeSpan> Gaps =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    public static int Attempts => Gaps.Count + 1;

    /// <summary>How long to wait after so many failed attempts; null when that was the last.</summary>
    /// <param name="attempts">Attempts made, one or more.</param>
    /// <param name="wished">What the receiver asked for (Retry-After): heard as far as twice the gap.</param>
    /// <param name="jitter">From 0 to 1: spreads by ten percent either way, so that what failed together does not come back together.</param>
    public static TimeSpan? After(int attempts, TimeSpan? wished, double jitter)
    {
        if (attempts > Gaps.Count)
            return null;
        var gap = Gaps[attempts - 1];
        var pause = gap * (0.9 + 0.2 * jitter);
        if (wished is not { } wish)
            return pause;
        var heard = wish < gap * 2 ? wish : gap * 2;
        return heard > pause ? heard : pause;
    }
}
