using App.Catalog;
using App.Storefront;

namespace App.Tests.Catalog;

public sealed class RestoreProductTests(TestHost host)
{
    [Fact]
    public async Task A_restored_product_has_the_variants_that_were_archived_with_it_and_can_be_ordered_again()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync("TEA-1");
        var old = (await acme.Owner.Get<AddVariant>().ExecuteAsync(new(tea.Id, "TEA-OLD", new(300, "EUR")))).Value;
        await acme.Owner.Get<ArchiveVariant>().ExecuteAsync(new(old.Id));
        await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(tea.Id));
        Assert.Equal(0, (await acme.Visitor.Get<SearchCatalog>().ExecuteAsync(new())).Value.Total);
        Assert.Equal("product_archived", (await acme.Owner.Get<RestoreVariant>().ExecuteAsync(new(old.Id))).Problem?.Code);

        var restored = (await acme.Owner.Get<RestoreProduct>().ExecuteAsync(new(tea.Id))).Value;

        Assert.Equal((null, "TEA-1"), (restored.ArchivedAt, Assert.Single(restored.Variants).Sku));
        Assert.Equal(1, (await acme.Visitor.Get<SearchCatalog>().ExecuteAsync(new())).Value.Total);
        Assert.Equal("product.restore", (await acme.AuditedAsync())[^1]);
        Assert.Equal("product.restored", (await acme.AnnouncedAsync())[^1]);
        var read = (await acme.Owner.Get<GetProduct>().ExecuteAsync(new(tea.Id))).Value;
        Assert.Equal([restored.Variants[0].Id], read.Variants.Select(variant => variant.Id));

        Assert.True((await acme.Owner.Get<RestoreProduct>().ExecuteAsync(new(tea.Id))).Succeeded); // again: nothing to do
        Assert.Single(await acme.AuditedAsync(), action => action == "product.restore");
    }

    [Fact]
    public async Task A_SKU_or_barcode_that_was_taken_meanwhile_is_named()
    {
        var acme = await host.OrganizationAsync();
        var pen = (await acme.Owner.Get<CreateProduct>().ExecuteAsync(
            new("Pen", [new("PEN", new(100, "EUR"), "4006381333931"), new("PEN-2", new(100, "EUR"))]))).Value;
        await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(pen.Id));
        var taker = (await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Ink", [new("pen-2", new(100, "EUR"))]))).Value;

        var sku = (await acme.Owner.Get<RestoreProduct>().ExecuteAsync(new(pen.Id))).Problem!;
        await acme.Owner.Get<UpdateVariant>().ExecuteAsync(
            new(taker.Variants[0].Id, new("INK") { Barcode = "04006381333931" }));
        var barcode = (await acme.Owner.Get<RestoreProduct>().ExecuteAsync(new(pen.Id))).Problem!;

        Assert.Equal((409, "sku_taken"), (sku.Status, sku.Code));
        Assert.Contains("pen-2", sku.Detail, StringComparison.Ordinal);
        Assert.Equal((409, "barcode_taken"), (barcode.Status, barcode.Code));
        Assert.Contains("INK", barcode.Detail, StringComparison.Ordinal);
        Assert.NotNull((await acme.Owner.Get<GetProduct>().ExecuteAsync(new(pen.Id))).Value.ArchivedAt);
    }
}
