using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Finds the products that are sample data, for other features.</summary>
public static class SampleProducts
{
    /// <summary>Returns the number of sample products, including archived ones.</summary>
    public static Task<int> CountAsync(OperationContext context, CancellationToken ct) =>
        context.Db.Products.IgnoreQueryFilters([Filters.Archived]).CountAsync(product => product.IsSample, ct);

    /// <summary>Returns the TypeIDs of the sample products and of their variants, including archived ones.</summary>
    public static async Task<IReadOnlyList<string>> IdsAsync(OperationContext context, CancellationToken ct)
    {
        var products = await context.Db.Products.IgnoreQueryFilters([Filters.Archived]).Where(product => product.IsSample)
            .Select(product => product.Id).ToListAsync(ct);
        var variants = await context.Db.Variants.IgnoreQueryFilters([Filters.Archived])
            .Where(variant => products.Contains(variant.ProductId)).Select(variant => variant.Id).ToListAsync(ct);
        return [.. products.Select(id => id.ToString()), .. variants.Select(id => id.ToString())];
    }
}
