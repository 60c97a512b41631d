using App.Accounts;
using App.Catalog;
using App.Inventory;
using App.Orders;
using App.Orders.Parts;
using App.Storefront;

namespace App.Tests.Orders;

/// <summary>Every way in which a quantity enters accepts the same quantities.</summary>
public sealed class QuantitiesTests(TestHost host)
{
    /// <summary>Creates a storefront that sells one variant with this rule, with plenty in stock.</summary>
    async Task<TeaShop> SellsAsync(string unit, decimal? step, decimal? minimum)
    {
        var shop = await (await host.OrganizationAsync()).OpensTeaShopAsync(host, 900_000);
        Assert.True((await shop.Acme.Owner.Get<UpdateVariant>().ExecuteAsync(
            new(shop.Tea, new(Unit: unit) { QuantityStep = step, MinQuantity = minimum }))).Succeeded);
        return shop;
    }

    [Fact]
    public async Task All_ways_agree_about_random_units_steps_and_quantities()
    {
        var random = new Random(13);
        for (var round = 0; round < 6; round++)
        {
            var unit = new[] { "piece", "kg", "box", "m" }[random.Next(4)];
            decimal? step = random.Next(3) == 0 ? null : random.Next(1, 9) * QuantityRule.StepOf(unit);
            decimal? minimum = random.Next(2) == 0 ? null : random.Next(1, 5) * (step ?? QuantityRule.StepOf(unit));
            var shop = await SellsAsync(unit, step, minimum);
            var rule = QuantityRule.Of(unit, step, minimum);
            await shop.AddsAsync(rule.Minimum * 1000);

            foreach (var quantity in Quantities(rule, random))
            {
                var ordered = await shop.Acme.Member.Get<PlaceOrder>().ExecuteAsync(new(shop.Cafe, [new(quantity, shop.Tea)]));
                var changed = await shop.Rosa.Get<ChangeCart>().ExecuteAsync(new(null, [new(shop.Tea, quantity)]));
                var added = await shop.Acme.Visitor.Get<AddToCart>().ExecuteAsync(new(Token.New(), shop.Tea, quantity));

                var expected = (quantity, rule, Refused: !rule.Allows(quantity));
                Assert.Equal(expected, (quantity, rule, IsRefused(ordered.Problem)));
                Assert.Equal(expected, (quantity, rule, IsRefused(changed.Problem)));
                Assert.Equal(expected, (quantity, rule, IsRefused(added.Problem)));
                if (changed.Succeeded)
                    Assert.DoesNotContain(
                        (await shop.CartAsync()).Lines[0].Changes, change => change.Code == "quantity_not_allowed");
            }
        }
    }

    static bool IsRefused(Problem? problem) =>
        problem?.Errors.Any(fault => fault.Code is "off_step" or "below_minimum" or "invalid") == true;

    static IEnumerable<decimal> Quantities(QuantityRule rule, Random random) =>
    [
        0.0003m, rule.Minimum, rule.Minimum + 0.0001m, rule.Minimum + rule.Step, rule.Step / 2,
        rule.Minimum + rule.Step * random.Next(1, 50), decimal.Round((decimal)random.NextDouble() * 20, 3) + 0.001m,
    ];

    [Fact]
    public async Task The_form_of_staff_starts_and_moves_with_quantities_that_can_be_ordered()
    {
        var shop = await SellsAsync("piece", 6, 12);
        var row = (await shop.Acme.Member.Get<ListVariants>().ExecuteAsync(new(new()))).Value.Data.Single();
        var draft = new OrderDraftModel { CustomerId = shop.Cafe.ToString() };

        var line = draft.Add(row);
        Assert.Equal(12, line.Quantity);
        draft.Add(row);
        Assert.Equal(18, line.Quantity);
        line.Decrease();
        line.Decrease();

        Assert.Equal(12, line.Quantity);
        Assert.True((await shop.Acme.Member.Get<PlaceOrder>().ExecuteAsync(draft.ToRequest())).Succeeded);
    }

    [Fact]
    public async Task A_cart_counts_what_is_in_it_and_shows_a_changed_rule_as_a_change_to_accept()
    {
        var shop = await SellsAsync("piece", null, null);
        await shop.AddsAsync(7);
        await shop.Acme.Owner.Get<UpdateVariant>().ExecuteAsync(
            new(shop.Tea, new() { QuantityStep = 6, MinQuantity = 12 }));

        var cart = await shop.CartAsync();
        var change = Assert.Single(cart.Lines[0].Changes);
        Assert.Equal("quantity_not_allowed", change.Code);
        Assert.Equal("Sold in steps of 6, at least 12. Your cart has 7; it will have 12.", change.Text);
        // a quantity that stays the same is no error: the buyer accepts the change or types another one
        Assert.True((await shop.Rosa.Get<ChangeCart>().ExecuteAsync(new(null, [new(shop.Tea, 7)]))).Succeeded);
        Assert.Equal("cart_changed", (await shop.ChecksOutAsync(await shop.CartAsync())).Problem?.Code);
        Assert.Equal(
            "Sold in steps of 6, at least 12. Order 12 or 18 instead of 13.", (await shop.AddsAsync(6)).Problem?.Detail);

        await shop.Rosa.Get<AcceptChanges>().ExecuteAsync(new(null));
        Assert.True((await shop.AddsAsync(6)).Succeeded);
        Assert.Equal(18, (await shop.ChecksOutAsync(await shop.CartAsync())).Value.Lines[0].Quantity);
    }

    [Fact]
    public async Task Less_than_the_minimum_in_stock_is_out_of_stock()
    {
        var acme = await host.OrganizationAsync();
        var shop = await acme.OpensTeaShopAsync(host, 11);
        await acme.Owner.Get<UpdateVariant>().ExecuteAsync(
            new(shop.Tea, new(Unit: "piece") { QuantityStep = 6, MinQuantity = 12 }));

        var shown = (await acme.Visitor.Get<ShowProduct>().ExecuteAsync(new(shop.Product))).Value.Variants.Single();

        Assert.Equal(Availability.OutOfStock, shown.Availability);
        Assert.Equal("Sold in steps of 6, at least 12.", shown.Quantities.Notice);
        Assert.Equal(0, (await acme.Visitor.Get<SearchCatalog>().ExecuteAsync(new(InStock: true))).Value.Total);
    }

    [Fact]
    public async Task Stock_and_fulfillments_follow_the_step_of_the_unit_and_can_clear_a_remainder()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10.5m);
        var north = await acme.OpensWarehouseAsync("North");
        var order = (await trade.OrdersAsync(2.5m)).Value;
        await acme.Owner.Get<UpdateVariant>().ExecuteAsync(new(trade.Tea, new(Unit: "piece") { QuantityStep = 2 }));
        async Task<string?> AdjustAsync(decimal quantity) => FaultOf(await acme.Owner.Get<AdjustStock>().ExecuteAsync(
            new(trade.Tea, trade.Main, quantity, "Counted")));
        async Task<string?> TransferAsync(decimal quantity) => FaultOf(await acme.Owner.Get<TransferStock>().ExecuteAsync(
            new(trade.Tea, trade.Main, north, quantity)));
        async Task<string?> FulfillAsync(decimal quantity) => FaultOf(await acme.Member.Get<FulfillOrder>().ExecuteAsync(
            new(order.Id, new([new(order.Lines[0].Id, quantity)]))));

        Assert.Equal("quantity off_step", await AdjustAsync(0.25m));
        Assert.Equal("quantity off_step", await TransferAsync(1.25m));
        Assert.Null(await TransferAsync(3)); // an odd number: the step of orders does not matter for stock
        Assert.Null(await AdjustAsync(-0.5m)); // leaves 7
        Assert.Equal("lines[0].quantity off_step", await FulfillAsync(0.0005m)); // a line of kg, as it was ordered
        Assert.Null(await FulfillAsync(1.25m));
    }

    static string? FaultOf<T>(Result<T> result) =>
        result.Problem is null ? null : $"{result.Problem.Errors[0].Param} {result.Problem.Errors[0].Code}";
}
