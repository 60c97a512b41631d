using App.Demo;

namespace App.Tests.Demo;

/// <summary>The planned orders of the demo leave work for the home page, whatever the day.</summary>
public sealed class DemoOrderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Some_orders_are_open_on_every_day_of_the_week(int day)
    {
        var now = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero).AddDays(day);
        var planned = DemoOrder.Plan(now.AddMonths(-18), now, 600, new Random(1));

        Assert.True(planned.Count(order => order.IsOpen) >= DemoOrder.Open);
        Assert.All(planned, order => Assert.True(order.PlacedAt < now && !(order.FulfilledAt > now)));
        Assert.Equal(planned.OrderBy(order => order.PlacedAt), planned);
        Assert.Contains(planned, order => order.CanceledAt is not null);
    }
}
