using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>
/// Lists active warehouses, ordered by name. With <c>archived=true</c>, lists archived warehouses instead. The search matches
/// names and codes.
/// </summary>
public sealed class ListWarehouses(Gate gate) : Query<ListWarehouses.Request, Page<WarehouseView>>(gate)
{
    public sealed record Request(PageRequest Page, [property: AnyText] string? Q = null, bool Archived = false) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Q, Search.Longest, "The search");
        }
    }

    protected internal override Access Access => Access.Member(InventoryPermissions.Read);
    protected internal override string Action => "warehouse.list";

    protected override async Task<Result<Page<WarehouseView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var warehouses = request.Archived
            ? context.FinalRead().Warehouses.IgnoreQueryFilters([Filters.Archived])
                .Where(warehouse => warehouse.ArchivedAt != null)
            : context.FinalRead().Warehouses;
        var found = warehouses.Matching(request.Q, (warehouse, word) =>
            Search.Has(warehouse.Name, word) || Search.Has(warehouse.Code, word));
        return await found.ByTextAsync(
            request.Page, warehouse => warehouse.Name, warehouse => warehouse.Id, warehouse => warehouse.UpdatedAt,
            warehouse => WarehouseView.Of(warehouse), ct);
    }
}
