using App.Backstage;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Backstage;

public sealed class CronWordsTests(TestHost host)
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
    public void Supported_cron_expressions_are_described_in_words(string cron, string? words) =>
        Assert.Equal(words, CronWords.Of(cron));

    [Fact]
    public void Every_schedule_of_the_product_has_a_description() =>
        Assert.All(host.Services.GetServices<Schedule>(), schedule => Assert.NotNull(CronWords.Of(schedule.Cron)));
}
