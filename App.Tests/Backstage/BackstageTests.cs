using System.Net;
using App.Backstage;
using App.Platform;
using App.Tests.Accounts;

namespace App.Tests.Backstage;

public sealed class BackstageTests(TestHouse house)
{
    [Fact]
    public async Task An_operator_opens_a_closed_address_again_and_nobody_else_does()
    {
        var acme = await house.OrganizationAsync();
        var (ana, rosa) = (await house.AdministratorAsync(acme), AccountStory.NewAddress("rosa"));
        await house.ScalarAsync<string>("insert into platform.closed_addresses (address, reason, since) values ($1, 'Bounced', now()) returning address", rosa);
        using var browser = new TestBrowser(house);
        browser.Cookies["__Host-staff-session"] = await ana.SessionTokenAsync();

        Assert.Equal("not_found", (await acme.Admin.Get<ReopenAddress>().ExecuteAsync(new(rosa))).Problem?.Code);
        Assert.Equal(rosa, Assert.Single((await ana.Get<ListClosedAddresses>().ExecuteAsync(new(rosa[..8]))).Value, one => one.Address == rosa).Address);
        await browser.GetAsync($"/backstage/addresses?q={rosa}");
        await browser.SubmitAsync($"reopen-{rosa}");

        Assert.Equal("/backstage/addresses", browser.Location);
        Assert.Empty((await ana.Get<ListClosedAddresses>().ExecuteAsync(new(rosa))).Value);
        Assert.Equal("not_found", (await ana.Get<ReopenAddress>().ExecuteAsync(new(rosa.ToUpperInvariant()))).Problem?.Code);
        Assert.Equal("bounced", await house.ScalarAsync<string>("select before->>'reason' from platform.account_entries where action = 'address.reopen' and entity_id = $1", rosa));
    }
}
