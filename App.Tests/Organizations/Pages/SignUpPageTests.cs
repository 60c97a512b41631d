using System.Net;

namespace App.Tests.Organizations.Pages;

/// <summary>The sign-up form takes the time zone that the browser's script has filled in.</summary>
public sealed class SignUpPageTests(TestHost host)
{
    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin")]
    [InlineData("UTC", "UTC")] // what the form sends without scripts
    [InlineData("Atlantis/Capital", "UTC")] // the browser knows a time zone that this machine does not
    public async Task A_new_organization_has_the_time_zone_of_the_browser(string sent, string expected)
    {
        var ada = AccountScenario.NewAddress();
        using var browser = new TestBrowser(host);

        await browser.GetAsync("/signup");
        await browser.SubmitAsync(
            "signup", ("name", "Ada"), ("email", ada), ("organization", "Zoned"), ("currency", "CHF"), ("timeZone", sent),
            ("password", AccountScenario.Password));
        await browser.FollowAsync();
        await browser.SubmitAsync("verify", ("code", await host.CodeToAsync(ada)));

        Assert.Equal(HttpStatusCode.Redirect, browser.Status);
        var slug = browser.Location!.Trim('/');
        Assert.Equal(
            expected, await host.ScalarAsync<string>("select time_zone::text from organizations where slug = $1", slug));
    }
}
