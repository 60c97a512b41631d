using App.Catalog;
using App.Orders;
using App.Storefront;

namespace App.Tests.Storefront;

public sealed class CheckOutTests(TestHost host)
{
    [Fact]
    public async Task Checking_out_places_an_order_that_reserves_stock_and_is_audited_and_announced()
    {
        var shop = await (await host.OrganizationAsync()).OpensTeaShopAsync(host, 10);
        await shop.AddsAsync(4);

        var order = (await shop.ChecksOutAsync(await shop.CartAsync(), "PO 12")).Value;

        Assert.Equal(
            (shop.Cafe, "PO 12", OrderStatus.Placed, 1800L),
            (order.CustomerId, order.Reference, order.Status, order.Total.Amount));
        Assert.Equal((10, 4), await shop.Acme.StockOfAsync(shop.Tea, order.WarehouseId));
        Assert.Equal("order.check_out", (await shop.Acme.AuditedAsync())[^1]);
        Assert.Equal("order.placed", (await shop.Acme.AnnouncedAsync())[^1]);
        var seen = (await shop.Acme.Member.Get<GetOrder>().ExecuteAsync(new(order.Id))).Value;
        Assert.Equal((ActorKind.Shopper, "Rosa"), (seen.Timeline![0].ActorKind, seen.Timeline[0].ActorName));
        Assert.Equal(order.Id, Assert.Single((await shop.Rosa.Get<ListOwnOrders>().ExecuteAsync(new(new()))).Value.Data).Id);
        Assert.Empty((await shop.CartAsync()).Lines);
        await shop.Acme.ReservationsAgreeAsync(host);
    }

    [Fact]
    public async Task Repeated_and_concurrent_check_outs_create_one_order()
    {
        var shop = await (await host.OrganizationAsync()).OpensTeaShopAsync(host, 10);
        await shop.AddsAsync(2);
        var cart = await shop.CartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.ChecksOutAsync(cart)));
        var later = await shop.ChecksOutAsync(cart, "another reference");

        Assert.All(answers.Append(later), answer => Assert.Equal(later.Value.Id, answer.Value.Id));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from orders where organization_id = $1", shop.Acme.Id));
        Assert.Single(await shop.Acme.AuditedAsync(), action => action == "order.check_out");
        Assert.Single(await shop.Acme.AnnouncedAsync(), type => type == "order.placed");
    }

    [Fact]
    public async Task A_changed_price_is_reported_and_ordered_only_after_acceptance()
    {
        var shop = await (await host.OrganizationAsync()).OpensTeaShopAsync(host);
        await shop.AddsAsync(2);
        var cart = await shop.CartAsync();
        await shop.Acme.Owner.Get<UpdateVariant>().ExecuteAsync(new(shop.Tea, new(Price: new Money(500, "EUR"))));

        var refused = (await shop.ChecksOutAsync(cart)).Problem!;
        Assert.Equal(
            ("cart_changed", "lines[0]", "price_changed"), (refused.Code, refused.Errors[0].Param, refused.Errors[0].Code));
        Assert.Contains("€5.00", refused.Errors[0].Detail);
        Assert.Contains("€4.50", refused.Errors[0].Detail);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from orders where organization_id = $1", shop.Acme.Id));

        await shop.Rosa.Get<AcceptChanges>().ExecuteAsync(new(null));
        Assert.Equal(1000, (await shop.ChecksOutAsync(await shop.CartAsync())).Value.Total.Amount);
    }

    [Fact]
    public async Task Lines_in_short_supply_are_reduced_and_unavailable_lines_removed()
    {
        var acme = await host.OrganizationAsync();
        var shop = await acme.OpensTeaShopAsync(host, 10);
        var main = (await acme.Owner.Get<App.Inventory.ListWarehouses>().ExecuteAsync(new(new()))).Value.Data[0].Id;
        var gone = await acme.HasTeaAsync(5, warehouse: main);
        var archived = await acme.HasTeaAsync(5, warehouse: main);
        foreach (var (variant, quantity) in new[] { (shop.Tea, 8m), (gone.Tea, 5m), (archived.Tea, 1m) })
            await shop.AddsAsync(quantity, variant);
        var other = await acme.KnowsCafeAsync("Other café");
        await acme.Owner.Get<PlaceOrder>().ExecuteAsync(new(other, [new(6, shop.Tea), new(5, gone.Tea)]));
        await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(
            new((await acme.Owner.Get<GetVariant>().ExecuteAsync(new(archived.Tea))).Value.ProductId));

        var cart = await shop.CartAsync();
        var refused = (await shop.ChecksOutAsync(cart)).Problem!;
        Assert.Equal(
            ["lines[0] out_of_stock", "lines[1] out_of_stock", "lines[2] no_longer_sold"],
            refused.Errors.Select(fault => $"{fault.Param} {fault.Code}"));
        Assert.Contains("Only 4 left", cart.Lines[0].Changes[0].Text);

        await shop.Rosa.Get<AcceptChanges>().ExecuteAsync(new(null));
        var order = (await shop.ChecksOutAsync(await shop.CartAsync())).Value;
        Assert.Equal([(shop.Tea, 4m)], order.Lines.Select(line => (line.VariantId, line.Quantity)));
        await acme.ReservationsAgreeAsync(host);
    }

    [Fact]
    public async Task Concurrent_check_outs_sell_the_last_item_once()
    {
        var acme = await host.OrganizationAsync();
        var shop = await acme.OpensTeaShopAsync(host, 1);
        var eve = shop with { Rosa = await acme.LetsInAsync(host) };
        await shop.AddsAsync(1);
        await eve.AddsAsync(1);
        var hers = await shop.CartAsync();
        var theirs = await eve.CartAsync();

        var answers = await Task.WhenAll(shop.ChecksOutAsync(hers), eve.ChecksOutAsync(theirs));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.Contains(answers.Single(answer => !answer.Succeeded).Problem!.Code, new[] { "out_of_stock", "cart_changed" });
    }

    [Fact]
    public async Task A_cart_changed_in_another_window_is_not_ordered()
    {
        var shop = await (await host.OrganizationAsync()).OpensTeaShopAsync(host);
        await shop.AddsAsync(1);
        var shown = await shop.CartAsync();
        await shop.AddsAsync(9);

        Assert.Equal("cart_changed_elsewhere", (await shop.ChecksOutAsync(shown)).Problem?.Code);
        Assert.Equal(10, (await shop.ChecksOutAsync(await shop.CartAsync())).Value.Lines[0].Quantity);
    }

    [Fact]
    public async Task Foreign_carts_empty_carts_and_visitors_cannot_check_out()
    {
        var acme = await host.OrganizationAsync();
        var shop = await acme.OpensTeaShopAsync(host);
        await shop.AddsAsync(1);
        var cart = await shop.CartAsync();
        var eve = shop with { Rosa = await acme.LetsInAsync(host) };

        Assert.Equal("not_found", (await eve.ChecksOutAsync(cart)).Problem?.Code);
        Assert.Equal("unauthenticated", (await (shop with { Rosa = acme.Visitor }).ChecksOutAsync(cart)).Problem?.Code);
        await shop.Rosa.Get<ChangeCart>().ExecuteAsync(new(null, [new(shop.Tea, 0)]));
        Assert.Equal("cart_empty", (await shop.ChecksOutAsync(await shop.CartAsync())).Problem?.Code);
        Assert.Equal("reference", (await shop.Rosa.Get<CheckOut>().ExecuteAsync(
            new(cart.Id!.Value, 0, new string('x', 81)))).Problem?.Param);
    }

    [Fact]
    public async Task A_shopper_sees_only_the_orders_of_their_own_customer()
    {
        var acme = await host.OrganizationAsync();
        var shop = await acme.OpensTeaShopAsync(host);
        var other = await acme.KnowsCafeAsync("Other café");
        var own = await PlacedAsync(acme, shop.Cafe, shop.Tea);
        var foreign = await PlacedAsync(acme, other, shop.Tea);

        Assert.Equal([own], (await shop.Rosa.Get<ListOwnOrders>().ExecuteAsync(new(new()))).Value.Data.Select(order => order.Id));
        Assert.True((await shop.Rosa.Get<GetOwnOrder>().ExecuteAsync(new(own))).Succeeded);
        Assert.Equal("not_found", (await shop.Rosa.Get<GetOwnOrder>().ExecuteAsync(new(foreign))).Problem?.Code);
    }

    static async Task<Id<Order>> PlacedAsync(TestOrganization acme, Id<App.Customers.Customer> customer, Id<Variant> tea) =>
        (await acme.Member.Get<PlaceOrder>().ExecuteAsync(new(customer, [new(1, tea)]))).Value.Id;
}
