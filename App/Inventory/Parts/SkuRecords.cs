using App.Catalog;

namespace App.Inventory.Parts;

/// <summary>Finds the stock of a variant by SKU, barcode, product name or id.</summary>
public sealed class SkuRecords(FindVariants find, GetVariant get) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct)
    {
        if (Id<Variant>.TryRead(words, out var id))
            return FoundRecord.One(await get.ExecuteAsync(new(id), ct), variant => new(PathOf(variant.Id), variant.Sku));
        return FoundRecord.Each(
            await find.ExecuteAsync(new(words, FoundRecord.Most), ct),
            variant => new(PathOf(variant.Id), variant.Sku, variant.ProductName, variant.Barcode));
    }

    static string PathOf(Id<Variant> id) => $"inventory/{id}";
}
