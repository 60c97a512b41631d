using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>Changes a warehouse's name, code or address, or makes it the default.</summary>
public sealed class UpdateWarehouse(Gate gate) : Operation<UpdateWarehouse.Request, WarehouseView>(gate)
{
    /// <param name="Name">Up to 100 characters. Omit to keep the current value.</param>
    /// <param name="IsDefault">
    /// True makes this warehouse the default. False fails with <c>default_warehouse</c> if it is the default: make another one
    /// the default instead.
    /// </param>
    public sealed record Changes([property: NoNull] string? Name = null, [property: NoNull] bool? IsDefault = null)
    {
        /// <summary>Up to 24 characters. Omit to keep the current value; null clears it.</summary>
        public Optional<string?> Code { get; init; }

        /// <summary>
        /// Address that deliveries to the warehouse are sent to. Omit to keep the current value; null clears it.
        /// </summary>
        public Optional<PostalAddress?> Address { get; init; }
    }

    public sealed record Request(Id<Warehouse> Id, Changes Changes) : IRequest
    {
        public void Check(Checks checks)
        {
            if (Changes.Name is not null)
                checks.Text(Changes.Name, 100, "The name", "name");
            checks.OptionalText(Changes.Code.Or(null), 24, "The code", "code")
                .Inside(Changes.Address.Or(null), "address", (inner, address) => inner.Postal(address));
        }
    }

    protected internal override Access Access => Access.Member(InventoryPermissions.ChangeWarehouses);
    protected internal override string Action => "warehouse.update";

    protected override async Task<Result<WarehouseView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        await WarehouseLookup.TakeTurnAsync(context, ct);
        if (await context.Db.Warehouses.SingleOrDefaultAsync(warehouse => warehouse.Id == request.Id, ct) is not { } warehouse)
            return Problem.Missing("The warehouse");
        if (warehouse.IsDefault && request.Changes.IsDefault == false)
            return InventoryProblems.DefaultWarehouse;

        var before = WarehouseView.Of(warehouse);
        if (request.Changes.IsDefault == true && !warehouse.IsDefault)
        {
            await context.Db.Warehouses.Where(other => other.IsDefault)
                .ExecuteUpdateAsync(set => set.SetProperty(other => other.IsDefault, false), ct);
            warehouse.BecomeDefault();
        }
        warehouse.Describe(
            request.Changes.Name ?? warehouse.Name, request.Changes.Code.Or(warehouse.Code),
            request.Changes.Address.Or(warehouse.Address), context.Now);

        var view = WarehouseView.Of(warehouse);
        context.NoteUpdate(view.Id.ToString(), view.Name, before, view);
        context.Raise(new WarehouseUpdated(view.Id, view.Name));
        return view;
    }
}
