namespace App.Tests.Platform.Ui.Values;

public sealed class WhenTextTests
{
    [Fact]
    public void An_age_is_told_in_its_largest_unit() =>
        Assert.Equal(["1 min", "5 h", "1 day", "45 days"],
        [
            WhenText.Age(TimeSpan.FromSeconds(20)), WhenText.Age(TimeSpan.FromHours(5)), WhenText.Age(TimeSpan.FromDays(1)),
            WhenText.Age(TimeSpan.FromDays(45)),
        ]);
}
