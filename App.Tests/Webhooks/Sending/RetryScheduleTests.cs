using App.Webhooks;

namespace App.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Ten_attempts_take_about_75_hours()
    {
        var delays = Enumerable.Range(1, 9).Select(attempts => RetrySchedule.After(attempts, null, jitter: 0.5)!.Value).ToArray();

        Assert.Equal(TimeSpan.FromSeconds(5), delays[0]);
        Assert.Equal(new TimeSpan(75, 35, 5), delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay));
        Assert.Null(RetrySchedule.After(10, TimeSpan.FromHours(1), 0.5));
    }

    /// <summary>An endpoint that is disabled earlier would never get its last attempts.</summary>
    [Fact]
    public void The_last_attempt_is_made_before_a_failing_endpoint_is_disabled() =>
        Assert.True(RetrySchedule.Total < DisableFailing.Patience && DisableFailing.Patience < OutboxMessage.Kept);

    [Fact]
    public void Jitter_changes_a_delay_by_up_to_ten_percent()
    {
        Assert.Equal(TimeSpan.FromMinutes(4.5), RetrySchedule.After(2, null, 0));
        Assert.Equal(TimeSpan.FromMinutes(5.5), RetrySchedule.After(2, null, 1));
    }

    [Theory]
    [InlineData(1, 300)]
    [InlineData(400, 400)]
    [InlineData(599, 599)]
    [InlineData(86400, 600)]
    public void Retry_After_extends_a_delay_to_at_most_twice_its_length(int requested, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), RetrySchedule.After(2, TimeSpan.FromSeconds(requested), 0.5));
}
