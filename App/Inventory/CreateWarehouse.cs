using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>Creates a warehouse. An organization's first warehouse becomes its default.</summary>
public sealed class CreateWarehouse(Gate gate) : Operation<CreateWarehouse.Request, WarehouseView>(gate)
{
    /// <param name="Name">Up to 100 characters.</param>
    /// <param name="Code">
    /// Short code for labels, up to 24 characters. Must be unique among the warehouses that are not archived.
    /// </param>
    /// <param name="IsDefault">
    /// True makes it the default: orders that don't specify a warehouse use it from now on.
    /// </param>
    /// <param name="Address">Address that deliveries to the warehouse are sent to.</param>
    public sealed record Request(string Name, string? Code = null, bool IsDefault = false, PostalAddress? Address = null)
        : IRequest
    {
        public void Check(Checks checks) => checks.Text(Name, 100, "The name").OptionalText(Code, 24, "The code")
            .Inside(Address, nameof(Address), (inner, address) => inner.Postal(address));
    }

    protected internal override Access Access => Access.Member(InventoryPermissions.ChangeWarehouses);
    protected internal override string Action => "warehouse.create";

    protected override async Task<Result<WarehouseView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        await WarehouseLookup.TakeTurnAsync(context, ct);
        var first = !await context.Db.Warehouses.AnyAsync(ct);
        if (request.IsDefault)
        {
            await context.Db.Warehouses.Where(warehouse => warehouse.IsDefault)
                .ExecuteUpdateAsync(set => set.SetProperty(warehouse => warehouse.IsDefault, false), ct);
        }

        var warehouse = Warehouse.Open(request.Name, request.Code, request.IsDefault || first, context.Now, request.Address);
        context.Db.Warehouses.Add(warehouse);

        var view = WarehouseView.Of(warehouse);
        context.Note(view.Id.ToString(), view.Name, after: view);
        context.Raise(new WarehouseCreated(view.Id, view.Name));
        return view;
    }
}
