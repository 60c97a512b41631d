using App.Backstage;

namespace App.Tests;

/// <summary>Platform administrators for the tests of Backstage.</summary>
static class BackstageScenario
{
    /// <summary>Makes the owner of an organization a platform administrator.</summary>
    public static async Task<TestActor> AdministratorAsync(this TestHost host, TestOrganization acme)
    {
        var console = new TestActor(host.Services, new Credential.System("console", null));
        Assert.True((await console.Get<AppointOperator>().ExecuteAsync(new($"Owner@{acme.Slug}.example", true))).Succeeded);
        await host.HasFactorAsync(acme.Owner.AccountId);
        return acme.Owner;
    }

    /// <summary>Gives an account a confirmed authenticator app, which platform administrators need.</summary>
    public static Task HasFactorAsync(this TestHost host, Guid accountId) => host.ScalarAsync<string>("""
        insert into platform.authenticators (id, account_id, name, encrypted_secret, created_at, confirmed_at)
        values (gen_random_uuid(), $1, 'Phone', 'none', now(), now()) returning name
        """, accountId);

    /// <summary>A browser in which this person is signed in.</summary>
    public static async Task<TestBrowser> BrowserOfAsync(this TestHost host, TestActor person)
    {
        var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await person.SessionTokenAsync();
        return browser;
    }
}
