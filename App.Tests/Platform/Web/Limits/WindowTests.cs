using System.Net;
using App.Platform;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

public sealed class WindowTests
{
    [Fact]
    public void What_is_left_counts_down_and_comes_back_when_the_oldest_use_leaves_the_window()
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
    public void No_window_holds_more_than_the_quota_however_the_requests_come()
    {
        var (window, random, taken) = (new Window(quota: 20, seconds: 60), new Random(7), new List<long>());
        for (var now = 5000L; now < 6000; now += random.Next(3))
            if (window.Take(now).Allowed)
                taken.Add(now);

        Assert.True(taken.Count > 250);
        Assert.All(taken, from => Assert.InRange(taken.Count(at => at >= from && at < from + 60), 1, 20));
    }

    [Fact]
    public void The_time_that_a_refusal_gives_is_true()
    {
        var (window, now) = (new Window(quota: 5, seconds: 900), 9007L);
        for (var i = 0; i < 5; i++, now += 40)
            Assert.True(window.Take(now).Allowed);
        var refused = window.Take(now);

        Assert.False(refused.Allowed);
        Assert.False(window.Take(now + refused.ResetIn - 1).Allowed);
        Assert.True(window.Take(now + refused.ResetIn).Allowed);
    }

    [Fact]
    public void A_refused_request_uses_nothing_up()
    {
        var window = new Window(quota: 1, seconds: 60);
        window.Take(100);
        for (var now = 101; now < 160; now++)
            Assert.False(window.Take(now).Allowed);

        Assert.True(window.Take(160).Allowed);
    }

    [Fact]
    public void Callers_that_went_away_are_forgotten()
    {
        var clock = new TestClock();
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
    public void An_IPv6_address_counts_with_its_whole_network(string one, string other, bool same) =>
        Assert.Equal(same, Limiter.Of(IPAddress.Parse(one)) == Limiter.Of(IPAddress.Parse(other)));
}
