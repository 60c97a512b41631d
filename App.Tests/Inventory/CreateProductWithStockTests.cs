using App.Catalog;
using App.Inventory;

namespace App.Tests.Inventory;

/// <summary>A product and its opening stock are created together or not at all.</summary>
public sealed class CreateProductWithStockTests(TestHost host)
{
    static CreateProductWithStock.Request Tea(params (string Sku, decimal? Quantity)[] variants) => new(
        "Green tea",
        [
            .. variants.Select(variant => new CreateProductWithStock.NewVariant(
                new VariantDraft(variant.Sku, new Money(450, "EUR"), null, "box"), variant.Quantity)),
        ]);

    [Fact]
    public async Task Each_variant_with_a_quantity_gets_it_as_a_stock_movement()
    {
        var acme = await host.OrganizationAsync();
        var main = await acme.OpensWarehouseAsync();
        string small = CatalogScenario.NewSku(), large = CatalogScenario.NewSku();

        var product = (await acme.Member.Get<CreateProductWithStock>().ExecuteAsync(Tea((small, 40), (large, null)))).Value;

        var stocked = product.Variants.Single(variant => variant.Sku == small);
        Assert.Equal((40, 0), await acme.StockOfAsync(stocked.Id, main));
        var movements = (await acme.Owner.Get<ListStockMovements>().ExecuteAsync(new(new PageRequest()))).Value.Data;
        var movement = Assert.Single(movements);
        Assert.Equal((stocked.Id, 40, "Opening stock"), (movement.VariantId, movement.Quantity, movement.Reason));
        await acme.LedgerAgreesAsync(host);
        Assert.Equal(
            ["product.create_with_stock", "stock.adjust"],
            (await acme.AuditedAsync()).Where(action => action != "warehouse.create").Order());
        Assert.Equal(["product.created", "stock.adjusted"], await host.ScalarAsync<string[]>(
            "select array_agg(type::text order by type) from outbox_messages "
            + "where organization_id = $1 and type <> 'warehouse.created'", acme.Id));
    }

    [Fact]
    public async Task The_stock_goes_to_the_chosen_warehouse()
    {
        var acme = await host.OrganizationAsync();
        await acme.OpensWarehouseAsync();
        var cellar = await acme.OpensWarehouseAsync("Cellar");

        var request = Tea((CatalogScenario.NewSku(), 7)) with { WarehouseId = cellar };
        var product = (await acme.Owner.Get<CreateProductWithStock>().ExecuteAsync(request)).Value;

        Assert.Equal((7, 0), await acme.StockOfAsync(product.Variants[0].Id, cellar));
    }

    [Fact]
    public async Task Without_a_warehouse_nothing_is_created()
    {
        var acme = await host.OrganizationAsync();

        var result = await acme.Owner.Get<CreateProductWithStock>().ExecuteAsync(Tea((CatalogScenario.NewSku(), 7)));

        Assert.Equal("no_warehouse", result.Problem?.Code);
        Assert.Empty((await acme.Owner.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Value.Data);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2.5)]
    public async Task A_quantity_that_does_not_fit_the_unit_is_refused_at_its_field(double quantity)
    {
        var acme = await host.OrganizationAsync();
        await acme.OpensWarehouseAsync();

        var result = await acme.Owner.Get<CreateProductWithStock>().ExecuteAsync(
            Tea((CatalogScenario.NewSku(), 1), (CatalogScenario.NewSku(), (decimal)quantity)));

        Assert.Equal("variants[1].opening_quantity", result.Problem?.Param);
    }

    [Fact]
    public async Task Who_may_not_change_stock_is_refused()
    {
        var acme = await host.OrganizationAsync();
        await acme.OpensWarehouseAsync();
        var program = await acme.KeyAsync("products:write");

        var result = await program.Get<CreateProductWithStock>().ExecuteAsync(Tea((CatalogScenario.NewSku(), 1)));

        Assert.Equal("forbidden", result.Problem?.Code);
    }
}
