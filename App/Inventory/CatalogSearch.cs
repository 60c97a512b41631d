using App.Catalog;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>
/// Indicates whether a variant is in stock. Customers see it instead of a count, because stock counts are confidential.
/// </summary>
public enum Availability { InStock, LowStock, OutOfStock }

public enum ProductSort { Name, PriceUp, PriceDown, Newest }

/// <summary>
/// Searches products that can be ordered, with prices and availability in the default warehouse, for other features, within their
/// transaction.
/// </summary>
public sealed class CatalogSearch
{
    /// <summary>Contains the filters, order and page of a search.</summary>
    /// <param name="Q">Part of a name, SKU or barcode.</param>
    /// <param name="Least">Minimum price, in minor units.</param>
    /// <param name="Most">Maximum price, in minor units.</param>
    /// <param name="Page">Page number, starting at 1.</param>
    public sealed record Wanted(
        string? Q, string? Category, long? Least, long? Most, bool InStock, ProductSort Order, int Page, int PerPage);

    public sealed record Item(
        Id<Product> Id, string Name, string? Category, Money LeastPrice, Money MostPrice, int VariantCount,
        string Sku, string Unit, Availability Availability);

    public sealed record CategoryCount(string Name, int Products);

    /// <summary>
    /// Contains one page of results and the counts for the filters: products in stock, and products in each category. Each count
    /// applies all other filters of the search.
    /// </summary>
    public sealed record SearchResult(IReadOnlyList<Item> Items, int Total, int InStock, IReadOnlyList<CategoryCount> Categories);

    public sealed record ShownVariant(Id<Variant> Id, string Sku, string Unit, Money Price, Availability Availability);

    public sealed record ShownProduct(
        Id<Product> Id, string Name, string? Description, string? Category, IReadOnlyList<ShownVariant> Variants);

    /// <summary>Contains a variant's current price and available quantity.</summary>
    /// <param name="Sold">False if the variant or its product is archived.</param>
    public sealed record Offer(
        Id<Variant> VariantId, Id<Product> ProductId, string Sku, string ProductName, string Unit, Money Price, bool Sold,
        decimal Available);

    public async Task<SearchResult> FindAsync(OperationContext context, Wanted wanted, CancellationToken ct)
    {
        var warehouse = await DefaultWarehouseAsync(context, ct);
        var priced = Priced(Matching(context.Db.Products, wanted.Q), wanted);
        var inAllCategories = InStock(priced, context, warehouse, wanted.InStock);
        var matches = InCategory(inAllCategories, wanted.Category);
        var ids = await Sorted(matches, wanted.Order).Skip((wanted.Page - 1) * wanted.PerPage).Take(wanted.PerPage)
            .Select(product => product.Id).ToListAsync(ct);
        var total = await matches.CountAsync(ct);
        var inStock = wanted.InStock ? total : await InStock(matches, context, warehouse, true).CountAsync(ct);
        var categories = await inAllCategories.Where(product => product.Category != null).GroupBy(product => product.Category!)
            .Select(group => new { group.Key, Count = group.Count() }).OrderBy(group => group.Key).Take(100).ToListAsync(ct);
        var items = await ItemsAsync(context, ids, warehouse, ct);
        return new SearchResult(
            [.. ids.Select(id => items[id])], total, inStock,
            [.. categories.Select(group => new CategoryCount(group.Key, group.Count))]);
    }

    /// <summary>
    /// Returns a product with the variants that can be ordered, or null if the product is unknown, archived or belongs to another
    /// organization.
    /// </summary>
    public async Task<ShownProduct?> FindAsync(OperationContext context, Id<Product> id, CancellationToken ct)
    {
        var product = await context.Db.Products.AsNoTracking().Include(product => product.Variants)
            .SingleOrDefaultAsync(product => product.Id == id, ct);
        if (product is null)
            return null;
        var warehouse = await DefaultWarehouseAsync(context, ct);
        var levels = await LevelsAsync(context, [.. product.Variants.Select(variant => variant.Id)], warehouse, ct);
        return new ShownProduct(product.Id, product.Name, product.Description, product.Category,
            [.. product.Variants.OrderBy(variant => variant.Price.Amount).ThenBy(variant => variant.Sku, StringComparer.Ordinal)
                .Select(variant => new ShownVariant(
                    variant.Id, variant.Sku, variant.Unit, variant.Price,
                    AvailabilityOf(levels.GetValueOrDefault(variant.Id))))]);
    }

    /// <summary>
    /// Returns the variants with these IDs. Includes archived variants, but leaves out IDs that are unknown or belong to another
    /// organization.
    /// </summary>
    public async Task<IReadOnlyDictionary<Id<Variant>, Offer>> OffersAsync(
        OperationContext context, IReadOnlyCollection<Id<Variant>> ids, CancellationToken ct)
    {
        var levels = await LevelsAsync(context, ids, await DefaultWarehouseAsync(context, ct), ct);
        var rows = await context.Db.Variants.IgnoreQueryFilters([Filters.Archived]).AsNoTracking()
            .Where(variant => ids.Contains(variant.Id))
            .Join(
                context.Db.Products, variant => variant.ProductId, product => product.Id,
                (variant, product) => new { variant, product.Name, product.ArchivedAt })
            .ToListAsync(ct);
        return rows.ToDictionary(row => row.variant.Id, row => new Offer(
            row.variant.Id, row.variant.ProductId, row.variant.Sku, row.Name, row.variant.Unit, row.variant.Price,
            row.variant.ArchivedAt is null && row.ArchivedAt is null, levels.GetValueOrDefault(row.variant.Id)?.Available ?? 0));
    }

    static IQueryable<Product> Matching(IQueryable<Product> products, string? q)
    {
        if (string.IsNullOrWhiteSpace(q))
            return products;
        var pattern = Search.Anywhere(q);
        return products.Where(product => EF.Functions.ILike(product.Name, pattern)
            || product.Variants.Any(variant =>
                EF.Functions.ILike(variant.Sku, pattern) || EF.Functions.ILike(variant.Barcode!, pattern)));
    }

    static IQueryable<Product> Priced(IQueryable<Product> products, Wanted wanted)
    {
        if (wanted is { Least: null, Most: null })
            return products;
        var least = wanted.Least ?? 0;
        var most = wanted.Most ?? Money.Largest;
        return products.Where(product =>
            product.Variants.Any(variant => variant.Price.Amount >= least && variant.Price.Amount <= most));
    }

    static IQueryable<Product> InStock(
        IQueryable<Product> products, OperationContext context, Id<Warehouse>? warehouse, bool isWanted)
    {
        if (!isWanted)
            return products;
        var levels = context.Db.StockLevels;
        return products.Where(product => product.Variants.Any(variant =>
            levels.Any(level =>
                level.VariantId == variant.Id && level.WarehouseId == warehouse && level.OnHand - level.Reserved > 0)));
    }

    static IQueryable<Product> InCategory(IQueryable<Product> products, string? category) =>
        string.IsNullOrWhiteSpace(category) ? products : products.Where(product => product.Category == category);

    static IQueryable<Product> Sorted(IQueryable<Product> products, ProductSort order) => order switch
    {
        ProductSort.PriceUp => products
            .OrderBy(product => product.Variants.Min(variant => variant.Price.Amount)).ThenBy(product => product.Id),
        ProductSort.PriceDown => products
            .OrderByDescending(product => product.Variants.Min(variant => variant.Price.Amount)).ThenBy(product => product.Id),
        ProductSort.Newest => products.OrderByDescending(product => product.Id),
        _ => products.OrderBy(product => product.Name).ThenBy(product => product.Id),
    };

    static async Task<Dictionary<Id<Product>, Item>> ItemsAsync(
        OperationContext context, IReadOnlyList<Id<Product>> ids, Id<Warehouse>? warehouse, CancellationToken ct)
    {
        var products = await context.Db.Products.AsNoTracking().Include(product => product.Variants)
            .Where(product => ids.Contains(product.Id)).ToListAsync(ct);
        var variantIds = products.SelectMany(product => product.Variants).Select(variant => variant.Id).ToList();
        var levels = await LevelsAsync(context, variantIds, warehouse, ct);
        return products.ToDictionary(product => product.Id, product =>
        {
            var variants = product.Variants
                .OrderBy(variant => variant.Price.Amount).ThenBy(variant => variant.Sku, StringComparer.Ordinal).ToList();
            return new Item(
                product.Id, product.Name, product.Category, variants[0].Price, variants[^1].Price, variants.Count,
                variants[0].Sku, variants[0].Unit, variants.Min(variant => AvailabilityOf(levels.GetValueOrDefault(variant.Id))));
        });
    }

    /// <summary>Returns the warehouse that storefronts sell from, or null if the organization has no warehouse.</summary>
    static async Task<Id<Warehouse>?> DefaultWarehouseAsync(OperationContext context, CancellationToken ct) =>
        await context.Db.Warehouses.Where(warehouse => warehouse.IsDefault)
            .Select(warehouse => (Id<Warehouse>?)warehouse.Id).SingleOrDefaultAsync(ct);

    static Task<Dictionary<Id<Variant>, StockLevel>> LevelsAsync(
        OperationContext context, IReadOnlyCollection<Id<Variant>> variants, Id<Warehouse>? warehouse, CancellationToken ct) =>
        context.Db.StockLevels.AsNoTracking()
            .Where(level => level.WarehouseId == warehouse && variants.Contains(level.VariantId))
            .ToDictionaryAsync(level => level.VariantId, ct);

    static Availability AvailabilityOf(StockLevel? level)
    {
        if (level is not { Available: > 0 })
            return Availability.OutOfStock;
        return level.Available <= level.ReorderPoint ? Availability.LowStock : Availability.InStock;
    }
}
