using App.Platform;
using App.Storefront;
using App.Tests.Accounts;
using App.Tests.Customers;

namespace App.Tests.Storefront;

public sealed class DeleteShopperTests(TestHouse house)
{
    [Fact]
    public async Task Rosa_deletes_her_access_and_what_tells_who_she_was_and_her_orders_and_the_company_stay()
    {
        var acme = await house.OrganizationAsync();
        var shop = await acme.OpensTeaShopAsync(house);
        await shop.AddsAsync(2);
        Assert.True((await shop.ChecksOutAsync(await shop.CartAsync())).Succeeded);
        await shop.AddsAsync(1); // a cart that nobody will order
        var me = (await shop.Rosa.Get<GetShopperMe>().ExecuteAsync(new())).Value;
        var elsewhere = acme.Showing(new Credential.Storefront(acme.Slug, (await acme.Visitor.SignsInAsync(house, me.Email, StorefrontStory.Password)).Value.SessionId.Value));

        Assert.True((await shop.Rosa.Get<DeleteShopper>().ExecuteAsync(new((await shop.Rosa.ProvesAsync(house)).Value))).Succeeded);

        foreach (var session in new[] { shop.Rosa, elsewhere })
            Assert.Equal("unauthenticated", (await session.Get<GetShopperMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal("wrong_credentials", (await acme.Visitor.SignsInAsync(house, me.Email, StorefrontStory.Password)).Problem?.Code);
        Assert.Empty((await acme.Owner.Get<ListShoppers>().ExecuteAsync(new(shop.Cafe))).Value);
        Assert.Contains("Your access to Acme was deleted", (await house.MailsToAsync(me.Email)).Select(mail => mail.Subject));
        Assert.Contains("shopper.delete", await acme.AuditedAsync());
        Assert.Equal(0L, await house.ScalarAsync<long>("""
            select (select count(*) from shoppers where id = $1 and (email <> '' or password_hash is not null)) + (select count(*) from known_shopper_devices where shopper_id = $1)
                + (select count(*) from shopper_sessions where shopper_id = $1 and (address is not null or user_agent is not null)) + (select count(*) from carts where shopper_id = $1 and order_id is null)
            """, me.Id.Value));
        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from orders where organization_id = $1 and customer_id = $2", acme.Id, shop.Cafe.Value));
        Assert.True((await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(shop.Cafe, "Rosa", me.Email))).Succeeded); // later, again
    }

    [Fact]
    public async Task Without_the_password_nothing_is_deleted_and_with_it_the_page_says_so_signed_out()
    {
        var acme = await house.OrganizationAsync();
        var (home, email) = ($"/s/{acme.Slug}", AccountStory.NewAddress("rosa"));
        await acme.LetsInAsync(house, await acme.KnowsCafeAsync(), email);
        using var browser = new TestBrowser(house);
        await browser.GetAsync($"{home}/login?returnUrl={home}/account/delete");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontStory.Password));
        await browser.FollowAsync();

        await browser.SubmitAsync("delete", ("current", "wrong but long enough"));
        Assert.Equal("Wrong password", browser.Notice);
        await browser.SubmitAsync("delete", ("current", StorefrontStory.Password));
        Assert.DoesNotContain("__Host-shopper-session", browser.Cookies.Keys);
        await browser.FollowAsync();
        Assert.Contains("Your access is deleted", browser.Html);
        await browser.GetAsync($"{home}/account/delete");
        Assert.StartsWith($"{home}/login", browser.Location);
    }
}
