using System.Net;

namespace App.Tests.Storefront;

/// <summary>The storefront uses its production rate limits here, on a clock that the test controls.</summary>
public sealed class ShopperLimitsTests(TestHost host)
{
    [Fact]
    public async Task Five_failed_sign_ins_block_shoppers_of_an_IP_address_for_fifteen_minutes_but_not_staff()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        using var browser = new TestBrowser(
            host.WebIn("Testing", new Dictionary<string, string?> { ["STOCKADE_LIMITS"] = null }, clock));
        async Task<HttpStatusCode> TryAsync(string page)
        {
            await browser.GetAsync(page);
            return (await browser.SubmitAsync(
                "login", ("email", AccountScenario.NewAddress()), ("password", "wrong password here"))).Status;
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
