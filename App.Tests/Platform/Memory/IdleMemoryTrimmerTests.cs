namespace App.Tests.Platform;

public sealed class IdleMemoryTrimmerTests
{
    const long Page = 5 << 20, BackgroundLoops = 150 << 10;

    [Fact]
    public void An_app_is_reported_idle_once_after_15_quiet_seconds() =>
        Assert.Equal("...!....", ReportsFor(Page, BackgroundLoops, BackgroundLoops, BackgroundLoops, BackgroundLoops,
            BackgroundLoops, BackgroundLoops, BackgroundLoops));

    [Fact]
    public void A_busy_app_is_never_reported_idle() =>
        Assert.Equal("..........", ReportsFor(Page, BackgroundLoops, BackgroundLoops, Page, BackgroundLoops, BackgroundLoops,
            Page, Page, BackgroundLoops, BackgroundLoops));

    [Fact]
    public void Each_busy_period_is_followed_by_one_idle_report() =>
        Assert.Equal("...!...!", ReportsFor(Page, 0, 0, 0, Page, 0, 0, 0));

    [Fact]
    public void An_app_that_was_never_busy_is_never_reported_idle() =>
        Assert.Equal(".....", ReportsFor(BackgroundLoops, BackgroundLoops, BackgroundLoops, BackgroundLoops, BackgroundLoops));

    static string ReportsFor(params long[] allocations)
    {
        var detector = new IdleDetector();
        var total = 0L;
        return string.Concat(allocations.Select(bytes => detector.IsIdle(total += bytes) ? '!' : '.'));
    }
}
