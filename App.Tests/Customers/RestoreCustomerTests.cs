using App.Customers;
using App.Storefront;

namespace App.Tests.Customers;

public sealed class RestoreCustomerTests(TestHost host)
{
    [Fact]
    public async Task A_restored_customer_can_order_again()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(5);
        await acme.Owner.Get<ArchiveCustomer>().ExecuteAsync(new(trade.Cafe));
        Assert.Equal("not_found", (await trade.OrdersAsync(1)).Problem?.Code);

        Assert.Null((await acme.Owner.Get<RestoreCustomer>().ExecuteAsync(new(trade.Cafe))).Value.ArchivedAt);

        Assert.Equal("customer.restore", (await acme.AuditedAsync())[^1]);
        Assert.Equal("customer.restored", (await acme.AnnouncedAsync())[^1]);
        Assert.True((await trade.OrdersAsync(1)).Succeeded);
    }

    [Fact]
    public async Task A_restored_customer_brings_back_neither_sessions_nor_invitations_of_its_shoppers()
    {
        var acme = await host.OrganizationAsync();
        var shop = await acme.OpensTeaShopAsync(host);
        var invited = AccountScenario.NewAddress("ida");
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(shop.Cafe, "Ida", invited));
        var link = await host.LinkToAsync(invited);
        Assert.True((await shop.AddsAsync(1)).Succeeded);
        await acme.Owner.Get<ArchiveCustomer>().ExecuteAsync(new(shop.Cafe));
        await acme.Owner.Get<RestoreCustomer>().ExecuteAsync(new(shop.Cafe));

        var mine = await shop.Rosa.Get<ListOwnOrders>().ExecuteAsync(new(new PageRequest()));
        Assert.Equal("unauthenticated", mine.Problem?.Code);
        var opened = await acme.Visitor.Get<AcceptShopperInvitation>().ExecuteAsync(
            new(link, await host.HashAsync(StorefrontScenario.Password)));
        Assert.False(opened.Succeeded);
        Assert.Equal(2, (await acme.AuditedAsync()).Count(action => action == "shopper.revoke_access"));
        Assert.True((await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(shop.Cafe, "Ida", invited))).Succeeded);
    }

    [Fact]
    public async Task A_number_that_was_taken_meanwhile_is_named_with_its_customer()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.Owner.Get<CreateCustomer>().ExecuteAsync(CustomerScenario.Cafe(number: "C-1"))).Value;
        await acme.Owner.Get<ArchiveCustomer>().ExecuteAsync(new(cafe.Id));
        await acme.Owner.Get<CreateCustomer>().ExecuteAsync(CustomerScenario.Cafe("Bar", "c-1"));

        var refused = (await acme.Owner.Get<RestoreCustomer>().ExecuteAsync(new(cafe.Id))).Problem!;

        Assert.Equal((409, "customer_number_taken"), (refused.Status, refused.Code));
        Assert.StartsWith("Bar has the number c-1 now.", refused.Detail, StringComparison.Ordinal);
    }
}
