using App.Catalog;

namespace App.Tests.Catalog;

public sealed class CreateProductTests(TestHost host)
{
    [Fact]
    public async Task Creating_a_product_writes_an_audit_entry_and_raises_an_event()
    {
        var acme = await host.OrganizationAsync();

        var product = await acme.StocksTeaAsync("TEA-1");

        Assert.Equal("TEA-1", Assert.Single(product.Variants).Sku);
        Assert.Equal(["product.create"], await acme.AuditedAsync());
        Assert.Equal(["product.created"], await acme.AnnouncedAsync());
        var read = (await acme.Member.Get<GetProduct>().ExecuteAsync(new(product.Id))).Value;
        Assert.Equal(new Money(450, "EUR"), read.Variants[0].Price);
    }

    [Fact]
    public async Task A_SKU_is_unique_within_an_organization()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        await acme.StocksTeaAsync("TEA-1");

        var again = await acme.Owner.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea("TEA-1"));

        Assert.Equal("sku_taken", again.Problem?.Code);
        await globex.StocksTeaAsync("TEA-1"); // another organization may use the same SKU
    }

    [Theory]
    [InlineData("tea-1")]
    [InlineData("ＴＥＡ－１")]
    [InlineData("TEA–1")]
    public async Task A_SKU_that_people_cannot_tell_apart_is_taken_and_finds_the_variant(string sku)
    {
        var acme = await host.OrganizationAsync();
        await acme.StocksTeaAsync("TEA-1");

        var again = await acme.Owner.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea(sku));
        var found = (await acme.Owner.Get<ListVariants>().ExecuteAsync(new(new(), Sku: sku))).Value;

        Assert.Equal("sku_taken", again.Problem?.Code);
        Assert.Equal("TEA-1", found.Data.Single().Sku);
    }

    [Fact]
    public async Task Categories_that_people_cannot_tell_apart_are_one()
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea("A") with { Category = "Tea" });
        await acme.Owner.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea("B") with { Category = "ＴＥＡ" });

        var found = (await acme.Owner.Get<ListProducts>().ExecuteAsync(new(new(), Category: "tea "))).Value;

        Assert.Equal(2, found.Data.Count);
    }

    [Fact]
    public async Task Of_concurrent_requests_for_one_SKU_exactly_one_succeeds()
    {
        var acme = await host.OrganizationAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            acme.Key.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea("TEA-1"))));

        Assert.Single(results, result => result.Succeeded);
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal("sku_taken", result.Problem!.Code));
    }

    [Fact]
    public async Task A_price_in_another_currency_is_rejected()
    {
        var acme = await host.OrganizationAsync();

        var result = await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Tea", [new("T", new Money(1, "USD"))]));

        Assert.Equal((400, "price.currency"), (result.Problem!.Status, result.Problem.Param));
    }

    [Fact]
    public async Task A_request_with_several_errors_lists_each_of_them()
    {
        var acme = await host.OrganizationAsync();

        var result = await acme.Owner.Get<CreateProduct>().ExecuteAsync(new(" ", [new("", new Money(-1, "eur"))]));

        Assert.Equal(
            ["name", "variants[0].sku", "variants[0].price", "variants[0].price.currency"],
            result.Problem!.Errors.Select(fault => fault.Param));
    }
}
