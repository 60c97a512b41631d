namespace App.Tests.Platform.Ui.Values;

public sealed class WhenTextTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 3, 14, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(10, "just now")]
    [InlineData(50, "1 min ago")]
    [InlineData(3_600, "1 h ago")]
    [InlineData(3 * 86_400, "3 days ago")]
    [InlineData(-10, "in a moment")]
    [InlineData(-3_600, "in 1 h")]
    public void A_time_is_told_by_its_distance_from_now(int secondsAgo, string text) =>
        Assert.Equal(text, WhenText.Relative(Now.AddSeconds(-secondsAgo), Now));

    [Fact]
    public void An_age_is_told_in_its_largest_unit() =>
        Assert.Equal(["1 min", "5 h", "1 day", "45 days"],
        [
            WhenText.Age(TimeSpan.FromSeconds(20)), WhenText.Age(TimeSpan.FromHours(5)), WhenText.Age(TimeSpan.FromDays(1)),
            WhenText.Age(TimeSpan.FromDays(45)),
        ]);
}
