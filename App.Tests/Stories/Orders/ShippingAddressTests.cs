using System.Net;
using App.Customers;
using App.Inventory;
using App.Orders;
using App.Tests.Storefront;

namespace App.Tests.Orders;

/// <summary>An order knows where it is sent to, whatever happens to the customer's addresses later.</summary>
public sealed class ShippingAddressTests(TestHost host)
{
    static readonly PostalAddress Site = new(["Pier 3", "Gate B"], "NL", "Rotterdam", "3011 AA", Recipient: "Foreman");

    [Fact]
    public async Task An_order_keeps_a_copy_of_the_customers_shipping_address()
    {
        var acme = await host.OrganizationAsync();
        var order = (await (await acme.SellsTeaAsync(10)).OrdersAsync(2)).Value;
        await acme.Owner.Get<UpdateCustomer>().ExecuteAsync(new(order.CustomerId, new(Addresses: [])));

        var read = (await acme.Owner.Get<GetOrder>().ExecuteAsync(new(order.Id))).Value;
        var later = await acme.Owner.Get<PlaceOrder>().ExecuteAsync(
            new(order.CustomerId, [new(1, order.Lines[0].VariantId)], order.WarehouseId));

        Assert.Equal(new PostalAddress(["Main Street 1"], "DE", "Berlin", "10115"), read.ShipTo);
        Assert.Null(later.Value.ShipTo); // the customer has no address any more
        Assert.Contains("Main Street 1", await host.ScalarAsync<string>(
            "select payload::text from outbox_messages where organization_id = $1 and type = 'order.placed' order by id limit 1",
            acme.Id));
    }

    [Fact]
    public async Task Through_the_API_an_order_names_another_address()
    {
        var acme = await host.OrganizationAsync();
        var earlier = (await (await acme.SellsTeaAsync(10)).OrdersAsync(1)).Value;
        using var http = acme.Http(acme.Key);
        object Body(string country) => new
        {
            customer_id = earlier.CustomerId.ToString(),
            warehouse_id = earlier.WarehouseId.ToString(),
            lines = new[] { new { variant_id = earlier.Lines[0].VariantId.ToString(), quantity = 1 } },
            ship_to = new { lines = new[] { " PO Box 1234 " }, city = "Dubai", country, company = "Spice Souk LLC" },
        };

        var (status, order) = await http.SendAsync("POST", "/orders", Body("AE"));
        var (refused, problem) = await http.SendAsync("POST", "/orders", Body("US"));

        Assert.Equal((201, "PO Box 1234"), (status, order.GetProperty("ship_to").GetProperty("lines")[0].GetString()));
        Assert.Equal((400, "ship_to.postal_code"), (refused, problem.Text("param")));
    }

    [Fact]
    public async Task At_checkout_the_customers_address_is_offered_and_can_be_changed()
    {
        var (_, home, tea, email) = await StorefrontPagesTests.ShopAsync(host);
        using var browser = new TestBrowser(host);
        await StorefrontPagesTests.SignInAsync(browser, home, email);
        await StorefrontPagesTests.PutAsync(browser, home, tea, "1");
        await browser.GetAsync($"{home}/checkout");
        Assert.Contains("Main Street 1</textarea>", browser.Html);
        Assert.Contains("value=\"Berlin\"", browser.Html);

        await browser.SubmitAsync(
            "place", ("ship_to.lines", "Pier 3\r\nGate B"), ("ship_to.city", ""), ("ship_to.country", "NL"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("The city is missing.", browser.Html);
        Assert.Contains("Gate B</textarea>", browser.Html);
        await browser.SubmitAsync(
            "place", ("ship_to.lines", "Pier 3\r\nGate B"), ("ship_to.city", "Rotterdam"), ("ship_to.postal_code", "3011 AA"),
            ("ship_to.country", "NL"), ("ship_to.recipient", Site.Recipient!));
        await browser.FollowAsync();

        foreach (var part in new[] { "Foreman", "Pier 3", "Gate B", "3011 AA Rotterdam", "Netherlands" })
            Assert.Contains(part, browser.Html);
    }

    [Fact]
    public async Task A_warehouse_has_an_address_that_can_be_cleared()
    {
        var acme = await host.OrganizationAsync();

        var opened = await acme.Owner.Get<CreateWarehouse>().ExecuteAsync(new("Harbor", Address: Site));
        var kept = await acme.Owner.Get<UpdateWarehouse>().ExecuteAsync(new(opened.Value.Id, new("Port")));
        var cleared = await acme.Owner.Get<UpdateWarehouse>().ExecuteAsync(
            new(opened.Value.Id, new() { Address = (PostalAddress?)null }));
        var refused = await acme.Owner.Get<CreateWarehouse>().ExecuteAsync(
            new("Depot", Address: new PostalAddress(["1 Main Street"], "US", "Reno", "89501")));

        Assert.Equal((Site, Site, null), (opened.Value.Address, kept.Value.Address, cleared.Value.Address));
        Assert.Equal("address.region", refused.Problem?.Param);
    }
}
