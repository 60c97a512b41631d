using App.Organizations;

namespace App.Inventory;

/// <summary>Opens the first warehouse of a new organization, so it can receive stock at once.</summary>
public static class FirstWarehouse
{
    public const string Name = "Main warehouse";

    /// <summary>Adds the warehouse to the transaction that creates the organization. It is the default warehouse.</summary>
    public static Task OpenAsync(OrganizationCreated created, OperationContext context, CancellationToken ct)
    {
        var warehouse = Warehouse.Open(Name, code: null, isDefault: true, context.Now);
        context.Db.Warehouses.Add(warehouse);
        var view = WarehouseView.Of(warehouse);
        context.NoteRelated("warehouse.create", view.Id.ToString(), view.Name, before: null, after: view);
        context.Raise(new WarehouseCreated(view.Id, view.Name));
        return Task.CompletedTask;
    }
}
