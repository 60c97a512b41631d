using App.Catalog;
using App.Platform;

namespace App.Tests.Catalog;

public sealed class CreateProductTests(TestHouse house)
{
    [Fact]
    public async Task A_product_comes_with_its_audit_entry_and_its_event()
    {
        var acme = await house.OrganizationAsync();

        var product = await acme.StocksTeaAsync("TEA-1");

        Assert.Equal("TEA-1", Assert.Single(product.Variants).Sku);
        Assert.Equal(["product.create"], await acme.AuditedAsync());
        Assert.Equal(["product.created"], await acme.AnnouncedAsync());
        var read = (await acme.Member.Get<GetProduct>().ExecuteAsync(new(product.Id))).Value;
        Assert.Equal(new Money(450, "EUR"), read.Variants[0].Price);
    }

    [Fact]
    public async Task A_SKU_belongs_to_one_variant_of_the_organization()
    {
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");
        await acme.StocksTeaAsync("TEA-1");

        var again = await acme.Owner.Get<CreateProduct>().ExecuteAsync(CatalogStory.Tea("TEA-1"));

        Assert.Equal("sku_taken", again.Problem?.Code);
        await globex.StocksTeaAsync("TEA-1"); // another organization's codes are its own
    }

    [Fact]
    public async Task Two_callers_who_race_for_a_SKU_get_one_product()
    {
        var acme = await house.OrganizationAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => acme.Key.Get<CreateProduct>().ExecuteAsync(CatalogStory.Tea("TEA-1"))));

        Assert.Single(results, result => result.Succeeded);
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal("sku_taken", result.Problem!.Code));
    }

    [Fact]
    public async Task A_price_in_another_currency_is_refused_with_its_reason()
    {
        var acme = await house.OrganizationAsync();

        var result = await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Tea", [new("T", new Money(1, "USD"))]));

        Assert.Equal((400, "price.currency"), (result.Problem!.Status, result.Problem.Param));
    }

    [Fact]
    public async Task A_request_with_several_faults_names_each()
    {
        var acme = await house.OrganizationAsync();

        var result = await acme.Owner.Get<CreateProduct>().ExecuteAsync(new(" ", [new("", new Money(-1, "eur"))]));

        Assert.Equal(["name", "variants[0].sku", "variants[0].price", "variants[0].price.currency"], result.Problem!.Errors.Select(fault => fault.Param));
    }
}
