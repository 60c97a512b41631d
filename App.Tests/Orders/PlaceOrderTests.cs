using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;

namespace App.Tests.Orders;

public sealed class PlaceOrderTests(TestHost host)
{
    [Fact]
    public async Task Placing_an_order_fixes_prices_reserves_stock_and_assigns_a_number()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");

        var order = (await acme.Member.Get<PlaceOrder>().ExecuteAsync(new(trade.Cafe,
            [new(2.5m, trade.Tea), new(1, Sku: " TEA-1 ")], Reference: "PO-7"))).Value;

        Assert.Equal(
            ("SO-1001", OrderStatus.Placed, "Café Central", "PO-7"),
            (order.Number, order.Status, order.CustomerName, order.Reference));
        Assert.Equal([new Money(1125, "EUR"), new Money(450, "EUR")], order.Lines.Select(line => line.Total));
        Assert.Equal(new Money(1575, "EUR"), order.Total);
        Assert.Equal((10m, 3.5m), await trade.StockAsync());
        Assert.Equal("order.place", (await acme.AuditedAsync())[^1]);
        Assert.Equal("order.placed", (await acme.AnnouncedAsync())[^1]);

        await acme.Owner.Get<UpdateVariant>().ExecuteAsync(new(trade.Tea, new(Price: new Money(999, "EUR"))));
        Assert.Equal(new Money(1575, "EUR"), (await acme.Member.Get<GetOrder>().ExecuteAsync(new(order.Id))).Value.Total);
    }

    [Fact]
    public async Task Shortages_are_listed_by_SKU_and_nothing_is_reserved()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-1");
        var (coffee, _) = await acme.HasTeaAsync(1, "COFFEE-1", trade.Main);
        var mate = (await acme.StocksTeaAsync("MATE-1")).Variants[0].Id;

        var refused = (await acme.Member.Get<PlaceOrder>().ExecuteAsync(new(trade.Cafe,
            [new(6, trade.Tea), new(1, coffee), new(1, mate), new(5, trade.Tea)]))).Problem!;

        Assert.Equal((409, "out_of_stock"), (refused.Status, refused.Code));
        Assert.Equal("TEA-1: 11 needed, 10 available. MATE-1: 1 needed, 0 available.", refused.Detail);
        Assert.Equal(["lines[0].quantity", "lines[2].quantity"], refused.Errors.Select(fault => fault.Param));
        Assert.Equal((10m, 0m), await trade.StockAsync());
        Assert.Equal("SO-1001", (await trade.OrdersAsync(10)).Value.Number); // the rejected order used up no number
    }

    [Fact]
    public async Task Sending_the_same_order_twice_places_it_once()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100);

        var orders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            acme.Key.Get<PlaceOrder>().ExecuteAsync(trade.Wants(1), new("k-1"))));

        Assert.Single(orders.Select(order => order.Value.Number).Distinct());
        Assert.Equal((100m, 1m), await trade.StockAsync());
        Assert.Single(await acme.AuditedAsync(), entry => entry == "order.place");
        Assert.Single(await acme.AnnouncedAsync(), type => type == "order.placed");
    }

    [Fact]
    public async Task An_order_is_filled_from_a_single_warehouse()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(5);
        var north = await acme.OpensWarehouseAsync("North");
        await acme.ReceivesAsync(trade.Tea, north, 5);

        Assert.Equal("out_of_stock", (await trade.OrdersAsync(6)).Problem?.Code); // an order is never split between warehouses
        var order = (await acme.Member.Get<PlaceOrder>().ExecuteAsync(trade.Wants(5) with { WarehouseId = north })).Value;
        Assert.Equal(north, order.WarehouseId);
        Assert.Equal((5m, 0m), await trade.StockAsync());
        Assert.Equal((5m, 5m), await acme.StockOfAsync(trade.Tea, north));
    }

    [Fact]
    public async Task An_organization_without_a_warehouse_cannot_place_orders()
    {
        var acme = await host.OrganizationAsync();
        var tea = (await acme.StocksTeaAsync()).Variants[0].Id;

        var refused = await acme.Member.Get<PlaceOrder>().ExecuteAsync(new(await acme.KnowsCafeAsync(), [new(1, tea)]));

        Assert.Equal((409, "no_warehouse"), (refused.Problem!.Status, refused.Problem.Code));
    }

    [Fact]
    public async Task Archived_products_and_archived_customers_are_rejected()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(5);
        var product = (await acme.Owner.Get<GetVariant>().ExecuteAsync(new(trade.Tea))).Value.ProductId;
        await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(product));
        Assert.Equal("lines[0].variant_id", (await trade.OrdersAsync(1)).Problem?.Param);

        await acme.Owner.Get<ArchiveCustomer>().ExecuteAsync(new(trade.Cafe));
        Assert.Equal(Problem.Missing("The customer"), (await trade.OrdersAsync(1)).Problem);
    }

    [Fact]
    public async Task A_total_above_the_largest_amount_is_rejected_and_does_not_overflow()
    {
        var acme = await host.OrganizationAsync();
        var caviar = (await acme.StocksTeaAsync("CAVIAR", Money.Largest)).Variants[0].Id;
        await acme.OpensWarehouseAsync();

        var refused = await acme.Member.Get<PlaceOrder>().ExecuteAsync(new(await acme.KnowsCafeAsync(),
            [.. Enumerable.Range(0, 200).Select(_ => new PlaceOrder.Line(1_000_000, caviar))]));

        Assert.Equal((400, "lines"), (refused.Problem!.Status, refused.Problem.Param));
    }

    [Fact]
    public async Task Order_numbers_have_no_gaps_and_are_counted_per_organization()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var trade = await acme.SellsTeaAsync(100);
        var theirs = await globex.SellsTeaAsync(100);

        var orders = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => trade.OrdersAsync(i % 4 == 3 ? 1000 : 1)));

        var numbers = orders.Where(order => order.Succeeded).Select(order => order.Value.Number).Order();
        Assert.Equal(Enumerable.Range(1001, 15).Select(number => $"SO-{number}"), numbers);
        Assert.Equal("SO-1001", (await theirs.OrdersAsync(1)).Value.Number);
    }

    [Fact]
    public async Task Concurrent_orders_with_the_same_lines_in_reverse_do_not_deadlock()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(1000);
        var teas = new List<Id<Variant>> { trade.Tea };
        for (var i = 0; i < 5; i++)
            teas.Add((await acme.HasTeaAsync(1000, warehouse: trade.Main)).Tea);

        var orders = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            acme.Key.Get<PlaceOrder>().ExecuteAsync(new(trade.Cafe,
                [.. (i % 2 == 0 ? teas : Enumerable.Reverse(teas)).Select(tea => new PlaceOrder.Line(1, tea))]))));

        Assert.All(orders, order => Assert.True(order.Succeeded));
        Assert.Equal((1000m, 40m), await trade.StockAsync());
        await acme.ReservationsAgreeAsync(host);
    }
}
