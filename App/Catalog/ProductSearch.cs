using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

public enum ProductSort { Name, PriceUp, PriceDown, Newest }

/// <summary>
/// Searches products that can be ordered, with prices, for other features, within their transaction. It does not know stock: the
/// caller passes what is available. A product is found if one of its variants passes all filters.
/// </summary>
public sealed class ProductSearch
{
    /// <summary>Contains the filters, order and page of a search.</summary>
    /// <param name="Q">Part of a name, SKU or barcode.</param>
    /// <param name="Least">Minimum price, in minor units.</param>
    /// <param name="Most">Maximum price, in minor units.</param>
    /// <param name="InStock">True requires that the variant is in stock.</param>
    /// <param name="Page">Page number, starting at 1.</param>
    public sealed record Wanted(
        string? Q, string? Category, long? Least, long? Most, bool InStock, ProductSort Order, int Page, int PerPage);

    /// <summary>Contains what is available of a variant, to be joined with the search in one statement.</summary>
    public sealed record Stock
    {
        public Id<Variant> VariantId { get; init; }
        public decimal Available { get; init; }
    }

    public sealed record CategoryCount(string Name, int Products);

    /// <summary>
    /// Contains the number of products that a search finds, and the counts for its filters: products in stock, and products in
    /// each category. Each count applies all other filters of the search.
    /// </summary>
    public sealed record Counts(int Total, int InStock, IReadOnlyList<CategoryCount> Categories);

    /// <summary>Contains a product with its variants, cheapest first.</summary>
    public sealed record PricedProduct(
        Id<Product> Id, string Name, string? Description, string? Category, IReadOnlyList<PricedVariant> Variants)
    {
        internal static PricedProduct Of(Product product) => new(
            product.Id, product.Name, product.Description, product.Category,
            [.. product.Variants.OrderBy(variant => variant.Price.Amount).ThenBy(variant => variant.Sku, NaturalOrder.Comparer)
                .Select(variant => new PricedVariant(
                    variant.Id, variant.Sku, variant.Unit, variant.Price,
                    QuantityRule.Of(variant.Unit, variant.QuantityStep, variant.MinQuantity)))]);
    }

    public sealed record PricedVariant(Id<Variant> Id, string Sku, string Unit, Money Price, QuantityRule Quantities);

    /// <summary>Returns one page of the products that a search finds.</summary>
    /// <param name="context">The calling operation.</param>
    /// <param name="wanted">Filters, order and page.</param>
    /// <param name="stock">What is available of each variant, as a query that becomes part of the search's statements.</param>
    /// <param name="ct">Cancels the search.</param>
    public async Task<IReadOnlyList<PricedProduct>> FindAsync(
        OperationContext context, Wanted wanted, IQueryable<Stock> stock, CancellationToken ct)
    {
        var variants = await VariantsAsync(context, wanted, ct);
        var matches = InCategory(InAllCategories(context, wanted, variants, stock), wanted.Category);
        var ids = await Sorted(matches, wanted.Order).Skip((wanted.Page - 1) * wanted.PerPage).Take(wanted.PerPage)
            .Select(product => product.Id).ToListAsync(ct);
        var rows = await context.Db.Products.AsNoTracking().Include(product => product.Variants)
            .Where(product => ids.Contains(product.Id)).ToDictionaryAsync(product => product.Id, ct);
        return [.. ids.Select(id => PricedProduct.Of(rows[id]))];
    }

    /// <summary>Counts what a search finds. It reads all products, so the caller should keep the result for all pages.</summary>
    /// <param name="context">The calling operation.</param>
    /// <param name="wanted">Filters; the order and the page do not matter.</param>
    /// <param name="stock">What is available of each variant, as a query that becomes part of the search's statements.</param>
    /// <param name="ct">Cancels the search.</param>
    public async Task<Counts> CountAsync(OperationContext context, Wanted wanted, IQueryable<Stock> stock, CancellationToken ct)
    {
        var variants = await VariantsAsync(context, wanted, ct);
        var inAllCategories = InAllCategories(context, wanted, variants, stock);
        var total = await InCategory(inAllCategories, wanted.Category).CountAsync(ct);
        var available = With(context.Db.Products, InStock(variants, stock));
        var inStock = wanted.InStock ? total : await InCategory(available, wanted.Category).CountAsync(ct);
        var categories = await inAllCategories.Where(product => product.Category != null).GroupBy(product => product.CategoryKey)
            .Select(group => new { Name = group.Min(product => product.Category)!, Count = group.Count() })
            .OrderBy(group => group.Name).Take(100).ToListAsync(ct);
        return new(total, inStock, [.. categories.Select(group => new CategoryCount(group.Name, group.Count))]);
    }

    static IQueryable<Product> InAllCategories(
        OperationContext context, Wanted wanted, IQueryable<Variant> variants, IQueryable<Stock> stock)
    {
        var products = context.Db.Products;
        if (wanted.InStock)
            return With(products, InStock(variants, stock));
        // without a filter of variants, the search need not look at them
        var isNarrowed = wanted is not { Least: null, Most: null } || !string.IsNullOrWhiteSpace(wanted.Q);
        return isNarrowed ? With(products, variants) : products;
    }

    /// <summary>Returns the variants that have the searched words and prices.</summary>
    static async Task<IQueryable<Variant>> VariantsAsync(OperationContext context, Wanted wanted, CancellationToken ct)
    {
        IQueryable<Variant> variants = context.Db.Variants;
        var matching = await VariantCandidates.OfAsync(context.Db, wanted.Q, ct) is { } candidates
            ? variants.Where(variant => candidates.Contains(variant.Id))
            : ListVariants.Matching(context.Db, variants, wanted.Q);
        return Priced(matching, wanted);
    }

    /// <summary>
    /// Returns a product with the variants that can be ordered, or null if the product is unknown, archived or belongs to another
    /// organization.
    /// </summary>
    public async Task<PricedProduct?> FindAsync(OperationContext context, Id<Product> id, CancellationToken ct) =>
        await context.Db.Products.AsNoTracking().Include(product => product.Variants)
            .SingleOrDefaultAsync(product => product.Id == id, ct) is { } product ? PricedProduct.Of(product) : null;

    /// <summary>
    /// Searches names, SKUs and barcodes: one variant of the product, together with the product's name, has every word.
    /// </summary>
    internal static IQueryable<Product> Matching(IQueryable<Product> products, string? q)
    {
        var scanned = Barcode.ScannedIn(q);
        return products.Matching(
            q, product => product.Variants,
            (product, variant, word) => Search.Has(variant.Sku, word) || Search.Has(variant.Barcode, word)
                || variant.BarcodeKey == scanned || Search.Has(product.Name, word));
    }

    static IQueryable<Variant> Priced(IQueryable<Variant> variants, Wanted wanted)
    {
        if (wanted is { Least: null, Most: null })
            return variants;
        var least = wanted.Least ?? 0;
        var most = wanted.Most ?? Money.Largest;
        return variants.Where(variant => variant.Price.Amount >= least && variant.Price.Amount <= most);
    }

    /// <summary>Limits variants to those with their smallest quantity available.</summary>
    static IQueryable<Variant> InStock(IQueryable<Variant> variants, IQueryable<Stock> stock) =>
        variants.Where(variant => stock.Any(
            row => row.VariantId == variant.Id && row.Available >= variant.SmallestQuantity));

    /// <summary>Limits products to those with a variant that passed all filters.</summary>
    static IQueryable<Product> With(IQueryable<Product> products, IQueryable<Variant> variants) =>
        products.Where(product => variants.Any(variant => variant.ProductId == product.Id));

    internal static IQueryable<Product> InCategory(IQueryable<Product> products, string? category) =>
        TextKey.Of(category) is { } key ? products.Where(product => product.CategoryKey == key) : products;

    static IQueryable<Product> Sorted(IQueryable<Product> products, ProductSort order) => order switch
    {
        ProductSort.PriceUp => products
            .OrderBy(product => product.Variants.Min(variant => variant.Price.Amount)).ThenBy(product => product.Id),
        ProductSort.PriceDown => products
            .OrderByDescending(product => product.Variants.Min(variant => variant.Price.Amount)).ThenBy(product => product.Id),
        ProductSort.Newest => products.OrderByDescending(product => product.Id),
        _ => products.OrderBy(product => product.Name).ThenBy(product => product.Id),
    };
}
