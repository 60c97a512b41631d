using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Finds active products whose names resemble a search with typos, the most similar first.</summary>
public sealed class FindSimilarProducts(Gate gate) : Query<FindSimilarProducts.Request, IReadOnlyList<ProductView>>(gate)
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
    protected internal override string Action => "product.find_similar";

    protected override async Task<Result<IReadOnlyList<ProductView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var found = await context.Db.Database
            .SqlQuery<Guid>($"select platform.similar_products({request.Q}, {request.Most}) as \"Value\"").ToListAsync(ct);
        List<Id<Product>> ids = [.. found.Select(id => new Id<Product>(id))];
        var products = await context.FinalRead().Products.Where(product => ids.Contains(product.Id))
            .Select(ProductView.Projection).ToListAsync(ct);
        return products.OrderBy(product => ids.IndexOf(product.Id)).ToList();
    }
}
