using App.Catalog;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>Returns a stock movement.</summary>
public sealed class GetStockMovement(Gate gate, VariantLookup variants) : Query<GetStockMovement.Request, MovementView>(gate)
{
    public sealed record Request(Id<StockMovement> Id) : IRequest;

    protected internal override Access Access => Access.Member(InventoryPermissions.Read);
    protected internal override string Action => "stock_movement.get";

    protected override async Task<Result<MovementView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await context.FinalRead().StockMovements.IgnoreQueryFilters([Filters.Archived])
            .Where(movement => movement.Id == request.Id)
            .Select(MovementView.Projection(variants.Texts(context), context.Db.Warehouses)).SingleOrDefaultAsync(ct)
            is { } movement ? movement : Problem.Missing("The stock movement");
}
