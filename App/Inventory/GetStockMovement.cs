using App.Catalog;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>One line of the ledger.</summary>
public sealed class GetStockMovement(Gate gate) : Query<GetStockMovement.Request, MovementView>(gate)
{
    public sealed record Request(Id<StockMovement> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => InventoryPermissions.Read;
    protected internal override string Action => "stock_movement.get";

    protected override async Task<Result<MovementView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Last.StockMovements.IgnoreQueryFilters([Filters.Archived]).Where(movement => movement.Id == request.Id)
            .Select(MovementView.Projection(pass.Db.Variants, pass.Db.Warehouses)).SingleOrDefaultAsync(ct)
            is { } movement ? movement : Problem.Missing("The stock movement");
}
