using App.Storefront;

namespace App.Tests.Storefront;

public sealed class DeleteShopperTests(TestHost host)
{
    [Fact]
    public async Task Deleting_a_shopper_erases_personal_data_but_keeps_orders_and_the_customer()
    {
        var acme = await host.OrganizationAsync();
        var shop = await acme.OpensTeaShopAsync(host);
        await shop.AddsAsync(2);
        Assert.True((await shop.ChecksOutAsync(await shop.CartAsync())).Succeeded);
        await shop.AddsAsync(1); // an open cart
        var me = (await shop.Rosa.Get<GetShopperMe>().ExecuteAsync(new())).Value;
        var elsewhere = acme.Showing(new Credential.Storefront(
            acme.Slug, (await acme.Visitor.SignsInAsync(host, me.Email, StorefrontScenario.Password)).Value.SessionId.Value));

        Assert.True(
            (await shop.Rosa.Get<DeleteShopper>().ExecuteAsync(new((await shop.Rosa.ProvesAsync(host)).Value))).Succeeded);

        foreach (var session in new[] { shop.Rosa, elsewhere })
            Assert.Equal("unauthenticated", (await session.Get<GetShopperMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal(
            "wrong_credentials", (await acme.Visitor.SignsInAsync(host, me.Email, StorefrontScenario.Password)).Problem?.Code);
        Assert.Empty((await acme.Owner.Get<ListShoppers>().ExecuteAsync(new(shop.Cafe))).Value);
        Assert.Contains(
            "Your account at Acme was deleted", (await host.EmailsToAsync(me.Email)).Select(message => message.Subject));
        Assert.Contains("shopper.delete", await acme.AuditedAsync());
        Assert.Equal(0L, await host.ScalarAsync<long>("""
            select (select count(*) from shoppers where id = $1 and (email <> '' or password_hash is not null))
                + (select count(*) from known_shopper_devices where shopper_id = $1)
                + (select count(*) from shopper_sessions
                    where shopper_id = $1 and (address is not null or user_agent is not null))
                + (select count(*) from carts where shopper_id = $1 and order_id is null)
            """, me.Id.Value));
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from orders where organization_id = $1 and customer_id = $2", acme.Id, shop.Cafe.Value));
        // can be invited again
        Assert.True((await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(shop.Cafe, "Rosa", me.Email))).Succeeded);
    }

    [Fact]
    public async Task Deletion_requires_the_password_and_signs_the_shopper_out()
    {
        var acme = await host.OrganizationAsync();
        var home = $"/s/{acme.Slug}";
        var email = AccountScenario.NewAddress("rosa");
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        using var browser = new TestBrowser(host);
        await browser.GetAsync($"{home}/login?returnUrl={home}/account/delete");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontScenario.Password));
        await browser.FollowAsync();

        await browser.SubmitAsync("delete", ("current", "wrong but long enough"));
        Assert.Equal("Wrong password", browser.Notice);
        await browser.SubmitAsync("delete", ("current", StorefrontScenario.Password));
        Assert.DoesNotContain("__Host-shopper-session", browser.Cookies.Keys);
        await browser.FollowAsync();
        Assert.Contains("Your account is deleted", browser.Html);
        await browser.GetAsync($"{home}/account/delete");
        Assert.StartsWith($"{home}/login", browser.Location);
    }
}
