using System.Net;
using App.Tests.Accounts;

namespace App.Tests.Storefront;

/// <summary>The storefront's own limits, as they are in production, on a clock that the test moves.</summary>
public sealed class ShopperLimitsTests(TestHouse house)
{
    [Fact]
    public async Task Five_failures_stop_shoppers_of_an_address_for_a_quarter_of_an_hour_and_staff_not_at_all()
    {
        var clock = new TestClock();
        var acme = await house.OrganizationAsync(clock: clock);
        using var browser = new TestBrowser(house.WebIn("Testing", new Dictionary<string, string?> { ["STOCKADE_LIMITS"] = null }, clock));
        async Task<HttpStatusCode> TryAsync(string page)
        {
            await browser.GetAsync(page);
            return (await browser.SubmitAsync("login", ("email", AccountStory.NewAddress()), ("password", "wrong password here"))).Status;
        }

        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.BadRequest, await TryAsync($"/s/{acme.Slug}/login"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync($"/s/{acme.Slug}/login"));
        Assert.Contains("failed_shopper_sign_in", browser.Html);
        Assert.Equal(HttpStatusCode.BadRequest, await TryAsync("/login"));

        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.BadRequest, await TryAsync($"/s/{acme.Slug}/login"));
    }
}
