using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Counts the products that are sample data, for other features.</summary>
public static class SampleProducts
{
    /// <summary>Returns the number of sample products, including archived ones.</summary>
    public static Task<int> CountAsync(OperationContext context, CancellationToken ct) =>
        context.Db.Products.IgnoreQueryFilters([Filters.Archived]).CountAsync(product => product.IsSample, ct);
}
