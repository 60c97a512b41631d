using System.Net;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

public sealed class WindowTests
{
    [Fact]
    public void The_remaining_quota_counts_down_and_recovers_as_the_window_slides()
    {
        var window = new Window(quota: 3, seconds: 60);

        Assert.Equal(new Quota(true, 2, 60), window.Take(1000));
        Assert.Equal(new Quota(true, 1, 50), window.Take(1010));
        Assert.Equal(new Quota(true, 0, 50), window.Take(1010));
        Assert.Equal(new Quota(false, 0, 1), window.Take(1059));
        Assert.Equal(new Quota(true, 0, 10), window.Take(1060));
        Assert.Equal(new Quota(true, 1, 50), window.Take(1070));
    }

    [Fact]
    public void No_window_ever_contains_more_requests_than_the_quota()
    {
        var window = new Window(quota: 20, seconds: 60);
        var random = new Random(7);
        var taken = new List<long>();
        for (var now = 5000L; now < 6000; now += random.Next(3))
            if (window.Take(now).Allowed)
                taken.Add(now);

        Assert.True(taken.Count > 250);
        Assert.All(taken, from => Assert.InRange(taken.Count(at => at >= from && at < from + 60), 1, 20));
    }

    [Fact]
    public void A_request_succeeds_exactly_after_the_announced_reset_time()
    {
        var window = new Window(quota: 5, seconds: 900);
        var now = 9007L;
        for (var i = 0; i < 5; i++, now += 40)
            Assert.True(window.Take(now).Allowed);
        var refused = window.Take(now);

        Assert.False(refused.Allowed);
        Assert.False(window.Take(now + refused.ResetIn - 1).Allowed);
        Assert.True(window.Take(now + refused.ResetIn).Allowed);
    }

    [Fact]
    public void A_refused_request_does_not_use_quota()
    {
        var window = new Window(quota: 1, seconds: 60);
        window.Take(100);
        for (var now = 101; now < 160; now++)
            Assert.False(window.Take(now).Allowed);

        Assert.True(window.Take(160).Allowed);
    }

    [Fact]
    public void Inactive_callers_are_forgotten()
    {
        var clock = new FakeClock();
        var limiter = new Limiter(new ConfigurationBuilder().Build(), clock);
        for (var i = 0; i < 100; i++)
            limiter.Take(Limit.Key, $"key {i}");
        Assert.Equal(100, limiter.Count);

        clock.Advance(TimeSpan.FromSeconds(125));
        limiter.Take(Limit.Key, "another");

        Assert.Equal(1, limiter.Count);
    }

    [Theory]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:3::7", false)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    public void IPv6_addresses_share_the_limit_of_their_network(string one, string other, bool same) =>
        Assert.Equal(same, Limiter.Of(IPAddress.Parse(one)) == Limiter.Of(IPAddress.Parse(other)));
}
