using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Finds active products for the search of the staff area: by name, SKU or barcode, and if there are few, by names that resemble
/// the search.
/// </summary>
public sealed class FindProducts(Gate gate) : Query<FindProducts.Request, IReadOnlyList<ProductView>>(gate)
{
    /// <param name="Q">The search as it was typed.</param>
    /// <param name="Most">The maximum number of products.</param>
    public sealed record Request([property: AnyText] string Q, int Most) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Q, Search.Longest, "The search")
            .That(
                Most is >= 1 and <= PageRequest.Largest, nameof(Most), $"Ask for 1 to {PageRequest.Largest} products.",
                "out_of_range");
    }

    protected internal override Access Access => Access.Member(CatalogPermissions.Read);
    protected internal override string Action => "product.find";

    protected override async Task<Result<IReadOnlyList<ProductView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var filter = await new ProductFilter(request.Q).NarrowedAsync(context.Db, ct);
        var found = await filter.Of(context.Db).OrderBy(product => product.Name).ThenBy(product => product.Id).Take(request.Most)
            .Select(ProductView.Projection).ToListAsync(ct);
        if (found.Count < request.Most && Search.MayBeMisspelled(request.Q))
            found.AddRange(await SimilarAsync(request, context, ct));
        return found.DistinctBy(product => product.Id).Take(request.Most).ToList();
    }

    static async Task<IEnumerable<ProductView>> SimilarAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var found = await context.Db.Database.SqlQuery<Guid>(
            $"select platform.similar_products({request.Q}, {request.Most}) as \"Value\"").ToListAsync(ct);
        List<Id<Product>> ids = [.. found.Select(id => new Id<Product>(id))];
        var products = await context.Db.Products.Where(product => ids.Contains(product.Id))
            .Select(ProductView.Projection).ToListAsync(ct);
        return products.OrderBy(product => ids.IndexOf(product.Id));
    }
}
