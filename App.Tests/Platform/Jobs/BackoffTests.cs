namespace App.Tests.Platform;

public sealed class BackoffTests
{
    static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    [Fact]
    public void A_list_of_delays_is_used_in_order_and_then_ends()
    {
        var backoff = Backoff.Of(Seconds(5), Seconds(30));

        Assert.Equal([Seconds(5), Seconds(30), null], Enumerable.Range(1, 3).Select(backoff.After));
        Assert.Equal((2, 3), (backoff.Retries, backoff.Attempts));
    }

    [Fact]
    public void Doubling_delays_stop_growing_at_the_limit_and_end_after_the_last_retry()
    {
        var backoff = Backoff.Doubling(Seconds(1), Seconds(6), retries: 5);

        Assert.Equal(
            [Seconds(1), Seconds(2), Seconds(4), Seconds(6), Seconds(6), null],
            Enumerable.Range(1, 6).Select(backoff.After));
        Assert.Equal(Seconds(6), Backoff.Doubling(Seconds(1), Seconds(6), retries: 5000).After(5000)); // without an overflow
    }

    [Fact]
    public void Loops_wait_longer_each_time_up_to_two_seconds_and_never_give_up()
    {
        Assert.Equal(
            [Seconds(0.25), Seconds(0.5), Seconds(2), Seconds(2)],
            new[] { 1, 2, 8, 100_000 }.Select(Backoff.OfLoops.After));
        Assert.Throws<InvalidOperationException>(() => Backoff.OfLoops.Delays);
    }

    [Fact]
    public async Task Waiting_ends_without_an_exception_when_it_is_canceled()
    {
        using var stopping = new CancellationTokenSource();
        var waiting = Backoff.OfLoops.WaitAsync(1, new FakeClock(), stopping.Token);
        Assert.False(waiting.IsCompleted);

        await stopping.CancelAsync();

        await waiting;
    }
}
