using App.Catalog;
using App.Inventory;

namespace App.Tests.Inventory;

/// <summary>The stock of one product, as its page shows it.</summary>
public sealed class ListStockLevelsTests(TestHost host)
{
    [Fact]
    public async Task The_levels_of_a_product_are_those_of_its_variants()
    {
        var acme = await host.OrganizationAsync();
        var (tea, _) = await acme.HasTeaAsync(5, "TEA-1");
        await acme.HasTeaAsync(7, "TEA-2");
        var product = (await acme.Owner.Get<GetVariant>().ExecuteAsync(new(tea))).Value.ProductId;

        var levels = (await acme.Owner.Get<ListStockLevels>().ExecuteAsync(
            new(new PageRequest(), ProductId: product))).Value.Data;

        Assert.Equal([("TEA-1", 5m)], levels.Select(level => (level.Sku, level.OnHand)));
    }
}
