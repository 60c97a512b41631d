using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

public sealed class LimiterTests
{
    [Fact]
    public void Strangers_cannot_fill_the_table_and_whoever_still_asks_keeps_their_count()
    {
        var clock = new FakeClock();
        var limiter = new Limiter(new ConfigurationBuilder().Build(), clock);
        var limit = new Limit("test", 1_000_000, 3600);
        for (var n = 0; n < 2 * Limiter.Most; n++)
        {
            if (n % 1_000 == 0)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                limiter.Take(limit, "regular");
            }
            limiter.Take(limit, $"stranger {n}");
        }

        Assert.True(limiter.Count <= Limiter.Most * 11 / 10, $"{limiter.Count} windows");
        Assert.Equal(1_000_000 - 2 * Limiter.Most / 1_000, limiter.Look(limit, "regular").Remaining);
    }
}
