using App.Catalog;

namespace App.Tests;

/// <summary>Shared setup of tests that need products.</summary>
static class CatalogScenario
{
    static int count;

    public static string NewSku() => $"SKU-{Interlocked.Increment(ref count):00000}";

    public static CreateProduct.Request Tea(string? sku = null, long price = 450) =>
        new("Green tea", [new VariantDraft(sku ?? NewSku(), new Money(price, "EUR"), null, "kg")], "First flush");

    public static async Task<ProductView> StocksTeaAsync(this TestOrganization acme, string? sku = null, long price = 450) =>
        (await acme.Owner.Get<CreateProduct>().ExecuteAsync(Tea(sku, price))).Value;
}
