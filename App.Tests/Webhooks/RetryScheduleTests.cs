using App.Webhooks;

namespace App.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Ten_attempts_take_some_75_hours()
    {
        var pauses = Enumerable.Range(1, 9).Select(attempts => RetrySchedule.After(attempts, null, jitter: 0.5)!.Value).ToArray();

        Assert.Equal(TimeSpan.FromSeconds(5), pauses[0]);
        Assert.Equal(new TimeSpan(75, 35, 5), pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause));
        Assert.Null(RetrySchedule.After(10, TimeSpan.FromHours(1), 0.5));
    }

    [Fact]
    public void Jitter_spreads_by_ten_percent_either_way()
    {
        Assert.Equal(TimeSpan.FromMinutes(4.5), RetrySchedule.After(2, null, 0));
        Assert.Equal(TimeSpan.FromMinutes(5.5), RetrySchedule.After(2, null, 1));
    }

    [Theory]
    [InlineData(1, 300)]
    [InlineData(400, 400)]
    [InlineData(599, 599)]
    [InlineData(86400, 600)]
    public void Retry_After_is_heard_as_far_as_twice_the_gap(int wished, int heard) =>
        Assert.Equal(TimeSpan.FromSeconds(heard), RetrySchedule.After(2, TimeSpan.FromSeconds(wished), 0.5));
}
