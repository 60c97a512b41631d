namespace App.Catalog.Parts;

/// <summary>Finds products by name, SKU, barcode or id, also with a typo in the name.</summary>
public sealed class ProductRecords(FindProducts find, GetProduct get) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct)
    {
        if (Id<Product>.TryRead(words, out var id))
            return FoundRecord.One(await get.ExecuteAsync(new(id), ct), Of);
        return FoundRecord.Each(await find.ExecuteAsync(new(words, FoundRecord.Most), ct), Of);
    }

    static FoundRecord Of(ProductView product) => new($"products/{product.Id}", product.Name, product.Category);
}
