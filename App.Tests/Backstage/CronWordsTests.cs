using App.Backstage;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Backstage;

public sealed class CronWordsTests(TestHouse house)
{
    [Theory]
    [InlineData("* * * * *", "Every minute")]
    [InlineData("17 * * * *", "Every hour, 17 min past")]
    [InlineData("*/5 * * * *", "Every 5 min")]
    [InlineData("7-59/10 * * * *", "Every 10 min, from 7 min past the hour")]
    [InlineData("3 4 * * *", "Every day at 04:03 UTC")]
    [InlineData("0 0 1 1 *", null)]
    [InlineData("60 * * * *", null)]
    [InlineData("7-30/10 * * * *", null)]
    [InlineData("", null)]
    public void A_cron_expression_is_said_in_words_or_not_at_all(string cron, string? words) =>
        Assert.Equal(words, CronWords.Of(cron));

    [Fact]
    public void Every_schedule_of_the_product_can_be_said_in_words() =>
        Assert.All(house.Services.GetServices<Schedule>(), schedule => Assert.NotNull(CronWords.Of(schedule.Cron)));
}
