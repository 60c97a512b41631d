namespace App.Catalog.Parts;

/// <summary>Finds products by name, SKU, barcode or id.</summary>
public sealed class ProductRecords(ListProducts list, GetProduct get) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct)
    {
        if (Id<Product>.TryRead(words, out var id))
            return FoundRecord.One(await get.ExecuteAsync(new(id), ct), Of);
        return FoundRecord.Each(await list.ExecuteAsync(new(new(FoundRecord.Most), words), ct), Of);
    }

    static FoundRecord Of(ProductView product) => new($"products/{product.Id}", product.Name, product.Category);
}
