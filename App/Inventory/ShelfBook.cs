using App.Catalog;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>Said instead of a count, which is nobody's business but the organization's.</summary>
public enum Availability { InStock, LowStock, OutOfStock }

public enum ShelfOrder { Name, PriceUp, PriceDown, Newest }

/// <summary>What can be bought, for the floors above, inside their transaction: products with their prices, and whether the default warehouse has them.</summary>
public sealed class ShelfBook
{
    /// <summary>What a customer looks for.</summary>
    /// <param name="Q">Part of a name, SKU or barcode.</param>
    /// <param name="Least">A price from here on, in minor units.</param>
    /// <param name="Most">A price up to here.</param>
    /// <param name="Page">Counts from one.</param>
    public sealed record Wanted(string? Q, string? Category, long? Least, long? Most, bool InStock, ShelfOrder Order, int Page, int PerPage);

    public sealed record Item(
        Id<Product> Id, string Name, string? Category, Money LeastPrice, Money MostPrice, int VariantCount, string Sku, string Unit, Availability Availability);

    public sealed record CategoryCount(string Name, int Products);

    /// <summary>A page of it, and what the rest is like: how many there are in each category and in stock, the other wishes being kept.</summary>
    public sealed record Shelf(IReadOnlyList<Item> Items, int Total, int InStock, IReadOnlyList<CategoryCount> Categories);

    public sealed record ShownVariant(Id<Variant> Id, string Sku, string Unit, Money Price, Availability Availability);

    public sealed record ShownProduct(Id<Product> Id, string Name, string? Description, string? Category, IReadOnlyList<ShownVariant> Variants);

    /// <summary>A variant as it is sold now, or no longer sold; how much of it is free.</summary>
    public sealed record Offer(Id<Variant> VariantId, Id<Product> ProductId, string Sku, string ProductName, string Unit, Money Price, bool Sold, decimal Available);

    public async Task<Shelf> FindAsync(Pass pass, Wanted wanted, CancellationToken ct)
    {
        var main = await MainAsync(pass, ct);
        var all = Stocked(Priced(Matching(pass.Db.Products, wanted.Q), wanted), pass, main, wanted.InStock);
        var here = InCategory(all, wanted.Category);
        var ids = await Sorted(here, wanted.Order).Skip((wanted.Page - 1) * wanted.PerPage).Take(wanted.PerPage).Select(product => product.Id).ToListAsync(ct);
        var total = await here.CountAsync(ct);
        var inStock = wanted.InStock ? total : await Stocked(here, pass, main, true).CountAsync(ct);
        var categories = await all.Where(product => product.Category != null).GroupBy(product => product.Category!)
            .Select(group => new { group.Key, Count = group.Count() }).OrderBy(group => group.Key).Take(100).ToListAsync(ct);
        var items = await ItemsAsync(pass, ids, main, ct);
        return new Shelf([.. ids.Select(id => items[id])], total, inStock, [.. categories.Select(group => new CategoryCount(group.Key, group.Count))]);
    }

    /// <summary>One product with what is sold of it; null when it is unknown, foreign or archived.</summary>
    public async Task<ShownProduct?> FindAsync(Pass pass, Id<Product> id, CancellationToken ct)
    {
        if (await pass.Db.Products.AsNoTracking().Include(product => product.Variants).SingleOrDefaultAsync(product => product.Id == id, ct) is not { } product)
            return null;
        var levels = await LevelsAsync(pass, [.. product.Variants.Select(variant => variant.Id)], await MainAsync(pass, ct), ct);
        return new ShownProduct(product.Id, product.Name, product.Description, product.Category,
            [.. product.Variants.OrderBy(variant => variant.Price.Amount).ThenBy(variant => variant.Sku, StringComparer.Ordinal)
                .Select(variant => new ShownVariant(variant.Id, variant.Sku, variant.Unit, variant.Price, WordFor(levels.GetValueOrDefault(variant.Id))))]);
    }

    /// <summary>These variants, by id; those that are unknown or foreign are left out, those no longer sold are not.</summary>
    public async Task<IReadOnlyDictionary<Id<Variant>, Offer>> OffersAsync(Pass pass, IReadOnlyCollection<Id<Variant>> ids, CancellationToken ct)
    {
        var levels = await LevelsAsync(pass, ids, await MainAsync(pass, ct), ct);
        var rows = await pass.Db.Variants.IgnoreQueryFilters([Filters.Archived]).AsNoTracking().Where(variant => ids.Contains(variant.Id))
            .Join(pass.Db.Products, variant => variant.ProductId, product => product.Id, (variant, product) => new { variant, product.Name, product.ArchivedAt }).ToListAsync(ct);
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
            || product.Variants.Any(variant => EF.Functions.ILike(variant.Sku, pattern) || EF.Functions.ILike(variant.Barcode!, pattern)));
    }

    static IQueryable<Product> Priced(IQueryable<Product> products, Wanted wanted)
    {
        if (wanted is { Least: null, Most: null })
            return products;
        var (least, most) = (wanted.Least ?? 0, wanted.Most ?? Money.Largest);
        return products.Where(product => product.Variants.Any(variant => variant.Price.Amount >= least && variant.Price.Amount <= most));
    }

    static IQueryable<Product> Stocked(IQueryable<Product> products, Pass pass, Id<Warehouse>? main, bool only)
    {
        if (!only)
            return products;
        var levels = pass.Db.StockLevels;
        return products.Where(product => product.Variants.Any(variant =>
            levels.Any(level => level.VariantId == variant.Id && level.WarehouseId == main && level.OnHand - level.Reserved > 0)));
    }

    static IQueryable<Product> InCategory(IQueryable<Product> products, string? category) =>
        string.IsNullOrWhiteSpace(category) ? products : products.Where(product => product.Category == category);

    static IQueryable<Product> Sorted(IQueryable<Product> products, ShelfOrder order) => order switch
    {
        ShelfOrder.PriceUp => products.OrderBy(product => product.Variants.Min(variant => variant.Price.Amount)).ThenBy(product => product.Id),
        ShelfOrder.PriceDown => products.OrderByDescending(product => product.Variants.Min(variant => variant.Price.Amount)).ThenBy(product => product.Id),
        ShelfOrder.Newest => products.OrderByDescending(product => product.Id),
        _ => products.OrderBy(product => product.Name).ThenBy(product => product.Id),
    };

    static async Task<Dictionary<Id<Product>, Item>> ItemsAsync(Pass pass, IReadOnlyList<Id<Product>> ids, Id<Warehouse>? main, CancellationToken ct)
    {
        var products = await pass.Db.Products.AsNoTracking().Include(product => product.Variants).Where(product => ids.Contains(product.Id)).ToListAsync(ct);
        var levels = await LevelsAsync(pass, [.. products.SelectMany(product => product.Variants).Select(variant => variant.Id)], main, ct);
        return products.ToDictionary(product => product.Id, product =>
        {
            var variants = product.Variants.OrderBy(variant => variant.Price.Amount).ThenBy(variant => variant.Sku, StringComparer.Ordinal).ToList();
            return new Item(product.Id, product.Name, product.Category, variants[0].Price, variants[^1].Price, variants.Count, variants[0].Sku, variants[0].Unit,
                variants.Min(variant => WordFor(levels.GetValueOrDefault(variant.Id))));
        });
    }

    /// <summary>The warehouse that storefronts sell from: the one an order is served from when it names none.</summary>
    static async Task<Id<Warehouse>?> MainAsync(Pass pass, CancellationToken ct) =>
        await pass.Db.Warehouses.Where(warehouse => warehouse.IsDefault).Select(warehouse => (Id<Warehouse>?)warehouse.Id).SingleOrDefaultAsync(ct);

    static Task<Dictionary<Id<Variant>, StockLevel>> LevelsAsync(Pass pass, IReadOnlyCollection<Id<Variant>> variants, Id<Warehouse>? main, CancellationToken ct) =>
        pass.Db.StockLevels.AsNoTracking().Where(level => level.WarehouseId == main && variants.Contains(level.VariantId)).ToDictionaryAsync(level => level.VariantId, ct);

    static Availability WordFor(StockLevel? level) =>
        level is not { Available: > 0 } ? Availability.OutOfStock : level.Available <= level.ReorderPoint ? Availability.LowStock : Availability.InStock;
}
