using App.Catalog;

namespace App.Tests.Catalog;

public sealed class QuantityRuleTests(TestHost host)
{
    [Theory]
    [InlineData("piece", 1)]
    [InlineData("pcs", 1)]
    [InlineData("box", 1)]
    [InlineData("St\u00FCck", 1)]
    [InlineData("a unit of ours", 1)]
    [InlineData("kg", 0.001)]
    [InlineData(" KG. ", 0.001)]
    [InlineData("\u338F", 0.001)] // the sign for kg
    [InlineData("m", 0.001)]
    [InlineData("m\u00B2", 0.001)]
    [InlineData("l", 0.001)]
    [InlineData("Liter", 0.001)]
    [InlineData("hours", 0.001)]
    public void Counted_units_are_whole_and_measures_can_be_divided(string unit, decimal step) =>
        Assert.Equal(new QuantityRule(unit, step, step), QuantityRule.Of(unit));

    [Theory]
    [InlineData(0.0003, 12, 12)]
    [InlineData(12, 12, 12)]
    [InlineData(14, 12, 12)]
    [InlineData(15, 18, 18)]
    [InlineData(17.9, 18, 18)]
    [InlineData(1_000_000, 999_996, 999_996)]
    public void The_nearest_quantity_can_be_ordered(decimal wanted, decimal nearest, decimal withinMuch)
    {
        var rule = QuantityRule.Of("piece", 6, 12);

        Assert.Equal(nearest, rule.Nearest(wanted));
        Assert.Equal(withinMuch, rule.Within(wanted, 2_000_000));
    }

    [Theory]
    [InlineData(18, 17, 12)]
    [InlineData(18, 11, 0)]
    [InlineData(18, -3, 0)]
    [InlineData(13, 13, 12)]
    public void Of_what_is_available_only_allowed_quantities_are_offered(decimal wanted, decimal available, decimal offered) =>
        Assert.Equal(offered, QuantityRule.Of("piece", 6, 12).Within(wanted, available));

    [Fact]
    public void Buttons_move_by_the_step_and_stop_at_the_minimum_and_the_largest_quantity()
    {
        var rule = QuantityRule.Of("piece", 6, 12);

        Assert.Equal([12m, 18m, 18m, 24m], new[] { 0m, 12m, 13m, 18m }.Select(rule.Next));
        Assert.Equal([12m, 12m, 12m, 18m], new[] { 0m, 12m, 18m, 19m }.Select(rule.Previous));
        Assert.Equal(999_996m, rule.Next(999_996m));
    }

    [Fact]
    public void A_remainder_can_leave_the_stock_but_none_can_be_made()
    {
        Assert.True(QuantityRule.FitsStock("piece", -0.5m, 2)); // 2.5 on hand, counted in kg before
        Assert.False(QuantityRule.FitsStock("piece", -0.5m, 1.5m));
        Assert.True(QuantityRule.FitsStock("kg", -0.5m, 1.5m));
        Assert.Equal(
            "Quantities in piece are multiples of 1. Use -3 or -2 instead of -2.5.", QuantityRule.StockFault("piece", -2.5m));
        Assert.Equal("Quantities in piece are multiples of 1. Use 1 instead of 0.5.", QuantityRule.StockFault("piece", 0.5m));
    }

    [Fact]
    public async Task Step_and_minimum_of_a_variant_are_multiples_and_a_change_of_the_unit_keeps_to_that()
    {
        var acme = await host.OrganizationAsync();
        Task<Result<ProductView>> SellsAsync(string unit, decimal? minimum, decimal? step) => acme.Owner.Get<CreateProduct>()
            .ExecuteAsync(new("Eggs", [new(CatalogScenario.NewSku(), new(30, "EUR"), null, unit, minimum, step)]));
        Task<Result<VariantView>> ChangesAsync(Id<Variant> id, UpdateVariant.Changes changes) =>
            acme.Owner.Get<UpdateVariant>().ExecuteAsync(new(id, changes));

        Assert.Equal("variants[0].quantity_step", (await SellsAsync("piece", null, 0.5m)).Problem?.Param);
        Assert.Equal("variants[0].min_quantity", (await SellsAsync("piece", 13, 6)).Problem?.Param);
        Assert.Equal("variants[0].min_quantity", (await SellsAsync("kg", 0.0005m, null)).Problem?.Param);
        var eggs = (await SellsAsync("piece", 12, 6)).Value.Variants[0];
        Assert.Equal((12m, 6m), (eggs.MinQuantity!.Value, eggs.QuantityStep!.Value));

        Assert.Equal("min_quantity", (await ChangesAsync(eggs.Id, new() { QuantityStep = 5 })).Problem?.Param);
        var flour = (await ChangesAsync(eggs.Id, new(Unit: "kg") { QuantityStep = 0.25m, MinQuantity = (decimal?)null })).Value;
        Assert.Equal((null, 0.25m), (flour.MinQuantity, flour.QuantityStep!.Value));
        Assert.Equal("quantity_step", (await ChangesAsync(eggs.Id, new(Unit: "piece"))).Problem?.Param);
        Assert.Null((await ChangesAsync(eggs.Id, new(Unit: "piece") { QuantityStep = (decimal?)null })).Value.QuantityStep);
    }
}
