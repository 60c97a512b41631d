using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Looks up variants for other features, within their transaction. Includes archived variants, because a warehouse may still hold
/// stock of them.
/// </summary>
public sealed class VariantLookup
{
    /// <param name="IsSold">False if the variant or its product is archived.</param>
    public sealed record Entry(
        Id<Variant> VariantId, Id<Product> ProductId, string Sku, string ProductName, string Unit, Money Price, bool IsSold,
        decimal? MinQuantity, decimal? QuantityStep)
    {
        public QuantityRule Quantities => QuantityRule.Of(Unit, QuantityStep, MinQuantity);
    }

    /// <summary>Contains the texts of a variant, to be joined with other rows in one statement.</summary>
    public sealed record Text
    {
        public Id<Variant> VariantId { get; init; }
        public required string Sku { get; init; }
        public required string ProductName { get; init; }
        public bool IsArchived { get; init; }
    }

    /// <summary>Returns the variant, or null if the ID is unknown or belongs to another organization.</summary>
    public async Task<Entry?> FindAsync(OperationContext context, Id<Variant> id, CancellationToken ct) =>
        (await FindAsync(context, [id], ct)).SingleOrDefault();

    /// <summary>Returns the variants with these IDs. Leaves out IDs that are unknown or belong to another organization.</summary>
    public async Task<IReadOnlyList<Entry>> FindAsync(
        OperationContext context, IReadOnlyCollection<Id<Variant>> ids, CancellationToken ct) =>
        await context.Db.Variants.IgnoreQueryFilters([Filters.Archived]).AsNoTracking()
            .Where(variant => ids.Contains(variant.Id))
            .Join(
                context.Db.Products, variant => variant.ProductId, product => product.Id,
                (variant, product) => new Entry(
                    variant.Id, variant.ProductId, variant.Sku, product.Name, variant.Unit, variant.Price,
                    variant.ArchivedAt == null && product.ArchivedAt == null, variant.MinQuantity, variant.QuantityStep))
            .ToListAsync(ct);

    /// <summary>
    /// Returns the variants of a product, as a query. The caller's statement must drop the archived filter to include archived
    /// ones.
    /// </summary>
    public IQueryable<Id<Variant>> Of(OperationContext context, Id<Product> product) =>
        context.Db.Variants.Where(variant => variant.ProductId == product).Select(variant => variant.Id);

    /// <summary>
    /// Returns the variants that are not archived, as a query, for the work lists and counts of another feature. It holds in
    /// statements that drop the archived filter too.
    /// </summary>
    public IQueryable<Id<Variant>> Active(OperationContext context) =>
        context.Db.Variants.Where(variant => variant.ArchivedAt == null).Select(variant => variant.Id);

    /// <summary>
    /// Returns the variants that are not sample data, as a query. The caller's statement must drop the archived filter to include
    /// archived ones.
    /// </summary>
    public IQueryable<Id<Variant>> Own(OperationContext context)
    {
        var products = context.Db.Products.Where(product => !product.IsSample);
        return context.Db.Variants.Where(variant => products.Any(product => product.Id == variant.ProductId))
            .Select(variant => variant.Id);
    }

    /// <summary>
    /// Returns all variants that a search finds, for <see cref="Texts"/>; null if there are too many or its words are short.
    /// </summary>
    public Task<IReadOnlyList<Id<Variant>>?> CandidatesAsync(OperationContext context, string? q, CancellationToken ct) =>
        VariantCandidates.OfAsync(context.Db, q, ct);

    /// <summary>
    /// Returns the texts of variants as a query, for a list of another feature that is sorted or searched by them. The caller's
    /// statement must drop the archived filter.
    /// </summary>
    /// <param name="context">The calling query.</param>
    /// <param name="q">Returns only variants whose SKU, barcode or product name contains each word of this text.</param>
    /// <param name="candidates">All variants that the search finds, if they are known.</param>
    public IQueryable<Text> Texts(
        OperationContext context, string? q = null, IReadOnlyList<Id<Variant>>? candidates = null)
    {
        var products = context.Db.Products;
        var variants = candidates is not null
            ? context.Db.Variants.Where(variant => candidates.Contains(variant.Id))
            : ListVariants.Matching(context.Db, context.Db.Variants, q);
        return variants.Select(variant => new Text
        {
            VariantId = variant.Id,
            Sku = variant.Sku,
            ProductName = products.Where(product => product.Id == variant.ProductId).Select(product => product.Name).Single(),
            IsArchived = variant.ArchivedAt != null,
        });
    }
}
