using App.Catalog;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>Counts the stock levels that a filter selects.</summary>
public sealed class CountStockLevels(Gate gate, VariantLookup variants) : Query<CountStockLevels.Request, ListTotals>(gate)
{
    /// <param name="WarehouseId">Counts only levels in this warehouse.</param>
    /// <param name="Q">Counts only levels of SKUs or product names that contain this text.</param>
    /// <param name="Low">Counts only levels at or below their reorder point.</param>
    /// <param name="All">True to count more than 10,000 levels.</param>
    public sealed record Request(
        Id<Warehouse>? WarehouseId = null, [property: AnyText] string? Q = null, bool Low = false, bool All = false) : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Q, Search.Longest, "The search");
    }

    protected internal override Access Access => Access.Member(InventoryPermissions.Read);
    protected internal override string Action => "stock_level.count";

    protected override async Task<Result<ListTotals>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        IQueryable<StockLevel> levels = context.Db.StockLevels.IgnoreQueryFilters([Filters.Archived]);
        if (request.WarehouseId is { } warehouse)
            levels = levels.Where(level => level.WarehouseId == warehouse);
        var isSearch = !string.IsNullOrWhiteSpace(request.Q);
        if (isSearch)
        {
            var candidates = await variants.CandidatesAsync(context, request.Q, ct);
            var texts = variants.Texts(context, request.Q, candidates);
            levels = levels.Join(texts, level => level.VariantId, text => text.VariantId, (level, _) => level);
        }
        return await Counting.TotalsAsync(
            tab => tab == "low" ? levels.Low(context, variants) : levels.Listed(context, variants),
            request.Low ? "low" : "", isSearch ? [] : ["", "low"], request.All, ct);
    }
}
