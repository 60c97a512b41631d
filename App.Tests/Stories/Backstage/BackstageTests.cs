using System.Net;
using App.Backstage;

namespace App.Tests.Backstage;

public sealed class BackstageTests(TestHost host)
{
    [Fact]
    public async Task Only_a_platform_administrator_can_unsuppress_an_email_address()
    {
        var acme = await host.OrganizationAsync();
        var ana = await host.AdministratorAsync(acme);
        var rosa = AccountScenario.NewAddress("rosa");
        await host.ScalarAsync<string>(
            """
            insert into platform.suppressed_addresses (address, sender, reason, since)
            values ($1, '00000000-0000-0000-0000-000000000000', 'Bounced', now()) returning address
            """,
            rosa);
        using var browser = new TestBrowser(host);
        browser.Cookies["__Host-staff-session"] = await ana.SessionTokenAsync();

        Assert.Equal("not_found", (await acme.Admin.Get<UnsuppressAddress>().ExecuteAsync(new(rosa))).Problem?.Code);
        Assert.Equal(rosa, Assert.Single(
            (await ana.Get<ListSuppressedAddresses>().ExecuteAsync(new(rosa[..8]))).Value, one => one.Address == rosa).Address);
        await browser.GetAsync($"/backstage/addresses?q={rosa}");
        await browser.SubmitAsync($"reopen-{rosa}");

        Assert.Equal("/backstage/addresses", browser.Location);
        Assert.Empty((await ana.Get<ListSuppressedAddresses>().ExecuteAsync(new(rosa))).Value);
        Assert.Equal("not_found", (await ana.Get<UnsuppressAddress>().ExecuteAsync(new(rosa.ToUpperInvariant()))).Problem?.Code);
        Assert.Equal("bounced", await host.ScalarAsync<string>(
            "select before->>'reason' from platform.account_entries where action = 'address.unsuppress' and entity_id = $1",
            rosa));
    }
}
