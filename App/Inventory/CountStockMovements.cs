using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>Counts the stock movements of all warehouses or of one.</summary>
public sealed class CountStockMovements(Gate gate) : Query<CountStockMovements.Request, ListTotals>(gate)
{
    /// <param name="WarehouseId">Counts only movements in this warehouse.</param>
    /// <param name="All">True to count more than 10,000 movements.</param>
    public sealed record Request(Id<Warehouse>? WarehouseId = null, bool All = false) : IRequest;

    protected internal override Access Access => Access.Member(InventoryPermissions.Read);
    protected internal override string Action => "stock_movement.count";

    protected override async Task<Result<ListTotals>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        IQueryable<StockMovement> movements = context.FinalRead().StockMovements.IgnoreQueryFilters([Filters.Archived]);
        if (request.WarehouseId is { } warehouse)
            movements = movements.Where(movement => movement.WarehouseId == warehouse);
        return ListTotals.Of(await movements.CountRowsAsync(request.All, ct));
    }
}
