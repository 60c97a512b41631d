using App.Backstage;
using App.Platform;

namespace App.Tests.Backstage;

/// <summary>Who runs the installation in the tests of Backstage.</summary>
static class BackstageStory
{
    /// <summary>Makes the owner of an organization a platform administrator.</summary>
    public static async Task<TestActor> AdministratorAsync(this TestHouse house, TestOrganization acme)
    {
        var console = new TestActor(house.Services, new Credential.System("console", null));
        Assert.True((await console.Get<AppointOperator>().ExecuteAsync(new($"Owner@{acme.Slug}.example", true))).Succeeded);
        return acme.Owner;
    }

    /// <summary>A browser in which this person is signed in.</summary>
    public static async Task<TestBrowser> BrowserOfAsync(this TestHouse house, TestActor person)
    {
        var browser = new TestBrowser(house);
        browser.Cookies["__Host-staff-session"] = await person.SessionTokenAsync();
        return browser;
    }
}
