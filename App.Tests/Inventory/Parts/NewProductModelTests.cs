using App.Catalog;
using App.Inventory.Parts;

namespace App.Tests.Inventory;

/// <summary>A duplicate of a product starts with its values.</summary>
public sealed class NewProductModelTests(TestHost host)
{
    [Fact]
    public async Task A_copy_has_everything_but_what_must_be_unique()
    {
        var acme = await host.OrganizationAsync();
        var product = (await acme.Owner.Get<CreateProduct>().ExecuteAsync(new(
            "Tea", [new("T-1", new(450, "EUR"), "4006381333931", "kg", 0.5m, 0.25m)], "Black", "Drinks"))).Value;

        var copy = NewProductModel.CopyOf(product);

        Assert.Equal(("Tea", "Black", "Drinks"), (copy.Product.Name, copy.Product.Description, copy.Product.Category));
        var variant = Assert.Single(copy.Variants).Draft;
        Assert.Equal((null, null, "kg", 450L), (variant.Sku, variant.Barcode, variant.Unit, variant.Price));
        Assert.Equal((0.5m, 0.25m), (variant.MinQuantity, variant.QuantityStep));
        Assert.False(copy.HasStock);
    }
}
