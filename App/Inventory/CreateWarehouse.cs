using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>A place for stock opens. The first one of an organization is its default.</summary>
public sealed class CreateWarehouse(Gate gate) : Operation<CreateWarehouse.Request, WarehouseView>(gate)
{
    /// <param name="Name">Up to 100 characters.</param>
    /// <param name="Code">Short, for labels; up to 24 characters, unique.</param>
    /// <param name="IsDefault">Whether orders that name no warehouse go here from now on.</param>
    public sealed record Request(string Name, string? Code = null, bool IsDefault = false) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Name, 100, "The name").OptionalText(Code, 24, "The code");
    }

    protected internal override Permission Permission => InventoryPermissions.ChangeWarehouses;
    protected internal override string Action => "warehouse.create";

    protected override async Task<Result<WarehouseView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        await WarehouseBook.TakeTurnAsync(pass, ct);
        var first = !await pass.Db.Warehouses.AnyAsync(ct);
        if (request.IsDefault)
            await pass.Db.Warehouses.Where(warehouse => warehouse.IsDefault).ExecuteUpdateAsync(set => set.SetProperty(warehouse => warehouse.IsDefault, false), ct);

        var warehouse = Warehouse.Open(request.Name, request.Code, request.IsDefault || first, pass.Now);
        pass.Db.Warehouses.Add(warehouse);

        var view = WarehouseView.Of(warehouse);
        pass.Note(view.Id.ToString(), view.Name, after: view);
        pass.Raise(new WarehouseCreated(view.Id, view.Name));
        return view;
    }
}
