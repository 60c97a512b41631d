using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>Another name or code, or the default from now on.</summary>
public sealed class UpdateWarehouse(Gate gate) : Operation<UpdateWarehouse.Request, WarehouseView>(gate)
{
    /// <param name="Name">Absent: as it is.</param>
    /// <param name="IsDefault">True makes it the default in place of the one that was.</param>
    public sealed record Changes(string? Name = null, bool? IsDefault = null)
    {
        /// <summary>Absent: as it is; null: none.</summary>
        public Optional<string?> Code { get; init; }
    }

    public sealed record Request(Id<Warehouse> Id, Changes Changes) : IRequest
    {
        public void Check(Checks checks)
        {
            if (Changes.Name is not null)
                checks.Text(Changes.Name, 100, "The name", "name");
            checks.OptionalText(Changes.Code.Or(null), 24, "The code", "code");
        }
    }

    protected internal override Permission Permission => InventoryPermissions.ChangeWarehouses;
    protected internal override string Action => "warehouse.update";

    protected override async Task<Result<WarehouseView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        await WarehouseBook.TakeTurnAsync(pass, ct);
        if (await pass.Db.Warehouses.SingleOrDefaultAsync(warehouse => warehouse.Id == request.Id, ct) is not { } warehouse)
            return Problem.Missing("The warehouse");
        if (warehouse.IsDefault && request.Changes.IsDefault == false)
            return InventoryProblems.DefaultWarehouse;

        var before = WarehouseView.Of(warehouse);
        if (request.Changes.IsDefault == true && !warehouse.IsDefault)
        {
            await pass.Db.Warehouses.Where(other => other.IsDefault).ExecuteUpdateAsync(set => set.SetProperty(other => other.IsDefault, false), ct);
            warehouse.BecomeDefault();
        }
        warehouse.Describe(request.Changes.Name ?? warehouse.Name, request.Changes.Code.Or(warehouse.Code), pass.Now);

        var view = WarehouseView.Of(warehouse);
        pass.Note(view.Id.ToString(), view.Name, before, view);
        pass.Raise(new WarehouseUpdated(view.Id, view.Name));
        return view;
    }
}
