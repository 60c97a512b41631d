using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Declares what members can do to many products at once.</summary>
static class ProductBulkActions
{
    public const string ChangePrices = "product.change_prices", SetCategory = "product.set_category";
    public const string Archive = "product.archive", Restore = "product.restore";

    public static readonly IReadOnlyList<BulkAction> All =
    [
        Of<ChangeProductPrices>(
            ChangePrices,
            new("Change prices", "Change the prices of", "Changing the prices of", "Changed the prices of")),
        Of<SetProductCategory>(
            SetCategory,
            new("Set category", "Set the category of", "Setting the category of", "Set the category of")),
        Of<ArchiveProducts>(Archive, new("Archive", "Archiving", "Archived")),
        Of<RestoreProducts>(Restore, new("Restore", "Restoring", "Restored")),
    ];

    static BulkAction Of<THandler>(string name, BulkWords words) where THandler : class, IBulkHandler =>
        BulkAction.Of<THandler, Product>(name, words, CatalogPermissions.Change, "products/", "product", "products") with
        {
            CanUndo = true,
        };
}

/// <summary>Selects the products of a bulk change.</summary>
abstract class ProductBulkHandler<TArguments> : BulkHandler<ProductFilter, TArguments> where TArguments : class, IRequest
{
    protected override async Task<IReadOnlyList<BulkTarget>> SelectAsync(
        OperationContext context, IReadOnlyList<Guid>? ids, ProductFilter? filter, int most, CancellationToken ct)
    {
        var wanted = ids?.Select(id => new Id<Product>(id)).ToArray();
        var products = wanted is null
            ? (await filter!.NarrowedAsync(context.Db, ct)).Of(context.Db)
            : context.Db.Products.IgnoreQueryFilters([Filters.Archived]).Where(product => wanted.Contains(product.Id));
        var found = await products.OrderBy(product => product.Name).ThenBy(product => product.Id).Take(most)
            .Select(product => new { product.Id, product.Name }).ToListAsync(ct);
        return [.. found.Select(product => new BulkTarget(product.Id.Value, product.Name))];
    }
}

/// <summary>
/// Changes the prices of all variants of many products. Undoing it restores the prices that have not changed since.
/// </summary>
sealed class ChangeProductPrices(GetProduct get, ChangePrices change) : ProductBulkHandler<PriceRule>
{
    public override async Task<Result<string?>> ReadBeforeAsync(Guid id, CancellationToken ct)
    {
        var read = await get.ExecuteAsync(new(new(id)), ct);
        return read.Match<Result<string?>>(
            product => BulkBefore.Write(
                product.Variants.ToDictionary(variant => variant.Id.ToString(), variant => variant.Price)),
            problem => problem);
    }

    protected override Task<Problem?> ApplyAsync(BulkItemCall item, PriceRule arguments, CancellationToken ct) =>
        ChangeAsync(item, (_, before) => before, (_, before) => arguments.Of(before), ct);

    protected override Task<Problem?> UndoAsync(BulkItemCall item, PriceRule arguments, CancellationToken ct) =>
        ChangeAsync(item, (_, before) => arguments.Of(before), (_, before) => before, ct);

    async Task<Problem?> ChangeAsync(
        BulkItemCall item, Func<string, Money, Money?> from, Func<string, Money, Money?> to, CancellationToken ct)
    {
        var changes = new List<ChangePrices.Change>();
        foreach (var (variant, before) in BulkBefore.Read<Dictionary<string, Money>>(item))
        {
            if (from(variant, before) is not { } expected || to(variant, before) is not { } wanted)
                return CatalogProblems.PriceBelowZero;
            if (expected != wanted)
                changes.Add(new(Id<Variant>.Parse(variant, null), expected, wanted));
        }
        return changes.Count == 0 ? null : await ProblemOf(change.ExecuteAsync(new(new(item.Id), changes), item.Key, ct));
    }
}

/// <summary>Puts many products into one category, or into none.</summary>
sealed class SetProductCategory(GetProduct get, UpdateProduct update) : ProductBulkHandler<SetProductCategory.Arguments>
{
    /// <param name="Category">Up to 80 characters; null for no category.</param>
    public sealed record Arguments(string? Category = null) : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Category, 80, "The category");

        public bool IsOf(string? category) => TextKey.Of(category) == TextKey.Of(Category);
    }

    public override async Task<Result<string?>> ReadBeforeAsync(Guid id, CancellationToken ct)
    {
        var read = await get.ExecuteAsync(new(new(id)), ct);
        return read.Match<Result<string?>>(product => BulkBefore.Write(new Arguments(product.Category)), problem => problem);
    }

    protected override Task<Problem?> ApplyAsync(BulkItemCall item, Arguments arguments, CancellationToken ct) =>
        SetAsync(item, arguments.Category, ct);

    protected override async Task<Problem?> UndoAsync(BulkItemCall item, Arguments arguments, CancellationToken ct)
    {
        var current = await get.ExecuteAsync(new(new(item.Id)), ct);
        if (!current.Succeeded)
            return current.Problem;
        var before = BulkBefore.Read<Arguments>(item);
        if (before.IsOf(current.Value.Category))
            return null;
        return arguments.IsOf(current.Value.Category) ? await SetAsync(item, before.Category, ct) : BulkBefore.ChangedSince;
    }

    Task<Problem?> SetAsync(BulkItemCall item, string? category, CancellationToken ct) =>
        ProblemOf(update.ExecuteAsync(new(new(item.Id), new() { Category = category }), item.Key, ct));
}

sealed class ArchiveProducts(ArchiveProduct archive, RestoreProduct restore) : ProductBulkHandler<NoArguments>
{
    protected override Task<Problem?> ApplyAsync(BulkItemCall item, NoArguments arguments, CancellationToken ct) =>
        ProblemOf(archive.ExecuteAsync(new(new(item.Id)), item.Key, ct));

    protected override Task<Problem?> UndoAsync(BulkItemCall item, NoArguments arguments, CancellationToken ct) =>
        ProblemOf(restore.ExecuteAsync(new(new(item.Id)), item.Key, ct));
}

sealed class RestoreProducts(ArchiveProduct archive, RestoreProduct restore) : ProductBulkHandler<NoArguments>
{
    protected override Task<Problem?> ApplyAsync(BulkItemCall item, NoArguments arguments, CancellationToken ct) =>
        ProblemOf(restore.ExecuteAsync(new(new(item.Id)), item.Key, ct));

    protected override Task<Problem?> UndoAsync(BulkItemCall item, NoArguments arguments, CancellationToken ct) =>
        ProblemOf(archive.ExecuteAsync(new(new(item.Id)), item.Key, ct));
}
